// A network of the deployment's own: one subnet for the apps, one for private endpoints.

@description('Name.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Address range, at least a /22: a GPU replica takes an address of its own.')
param addressPrefix string

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 23, 0)
          delegations: [{ name: 'environment', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: cidrSubnet(addressPrefix, 27, 16), privateEndpointNetworkPolicies: 'Enabled' }
      }
    ]
  }

  resource apps 'subnets' existing = { name: 'apps' }

  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

@description('Resource id of the network.')
output id string = network.id

@description('Subnet of the Container Apps environment.')
output appsSubnetId string = network::apps.id

@description('Subnet of private endpoints.')
output endpointsSubnetId string = network::endpoints.id
