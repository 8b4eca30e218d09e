// A private DNS zone, linked to the network.

@description('Name of the zone, for example privatelink.blob.core.windows.net.')
param name string

@description('Tags.')
param tags object

@description('Network that asks it.')
param networkId string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: name
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'network'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
}

@description('Resource id.')
output id string = zone.id
