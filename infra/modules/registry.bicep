// Where the images are built (ACR Tasks) and pulled from.

@description('Name: letters and digits.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Basic is enough; Premium adds replicas in other regions and artifact streaming, which shortens the start of GPU replicas.')
@allowed(['Basic', 'Standard', 'Premium'])
param sku string

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

@description('Host name of the registry.')
output loginServer string = registry.properties.loginServer
