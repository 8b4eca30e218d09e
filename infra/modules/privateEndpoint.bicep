// One service of a resource, reached by an address inside of the network.

@description('Name of the endpoint.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource that is reached.')
param targetId string

@description('Which of its services: blob, queue, table or vault.')
param service string

@description('Subnet of the endpoint.')
param subnetId string

@description('Private DNS zone of the service.')
param zoneId string

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: service, properties: { privateLinkServiceId: targetId, groupIds: [service] } }
    ]
  }

  resource dns 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: service, properties: { privateDnsZoneId: zoneId } }] }
  }
}
