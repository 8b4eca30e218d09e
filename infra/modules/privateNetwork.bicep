// The network, and the private endpoints of everything that keeps data.

@description('Name of the network.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Address range of the network.')
param addressPrefix string

@description('Resource id of the account of models.')
param modelStorageId string

@description('Resource id of the account of rounds and scores.')
param networkStorageId string

@description('Resource id of the key vault.')
param keyVaultId string

var storageSuffix = environment().suffixes.storage
var zones = [
  { service: 'blob', name: 'privatelink.blob.${storageSuffix}' }
  { service: 'queue', name: 'privatelink.queue.${storageSuffix}' }
  { service: 'table', name: 'privatelink.table.${storageSuffix}' }
  { service: 'vault', name: 'privatelink.vaultcore.azure.net' }
]

var endpoints = [
  { name: 'models-blob', targetId: modelStorageId, service: 'blob', zone: 0 }
  { name: 'network-blob', targetId: networkStorageId, service: 'blob', zone: 0 }
  { name: 'network-queue', targetId: networkStorageId, service: 'queue', zone: 1 }
  { name: 'network-table', targetId: networkStorageId, service: 'table', zone: 2 }
  { name: 'key-vault', targetId: keyVaultId, service: 'vault', zone: 3 }
]

module network 'network.bicep' = {
  name: 'virtual-network'
  params: { name: name, location: location, tags: tags, addressPrefix: addressPrefix }
}

module dnsZones 'privateDnsZone.bicep' = [for zone in zones: {
  name: 'dns-${zone.service}'
  params: { name: zone.name, tags: tags, networkId: network.outputs.id }
}]

module privateEndpoints 'privateEndpoint.bicep' = [for endpoint in endpoints: {
  name: 'endpoint-${endpoint.name}'
  params: {
    name: 'pe-${endpoint.name}'
    location: location
    tags: tags
    targetId: endpoint.targetId
    service: endpoint.service
    subnetId: network.outputs.endpointsSubnetId
    zoneId: dnsZones[endpoint.zone].outputs.id
  }
}]

@description('Subnet of the Container Apps environment.')
output appsSubnetId string = network.outputs.appsSubnetId
