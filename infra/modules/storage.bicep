// A storage account that takes identities only, with its containers.

@description('Name: 3 to 24 lower-case letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Blob containers to create.')
param containers string[]

@description('Queues to create.')
param queues string[] = []

@description('Tables to create.')
param tables string[] = []

@description('Whether the public endpoint answers. Without it, only private endpoints and allowedIps do.')
param publicAccess bool

@description('Public IPv4 addresses or ranges that may still come in where publicAccess is off: those of whoever uploads models.')
param allowedIps string[]

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: publicAccess || !empty(allowedIps) ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: publicAccess ? 'Allow' : 'Deny'
      ipRules: [for ip in allowedIps: { value: ip, action: 'Allow' }]
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 7 }
      containerDeleteRetentionPolicy: { enabled: true, days: 7 }
    }

    resource blobContainers 'containers' = [for container in containers: {
      name: container
      properties: { publicAccess: 'None' }
    }]
  }

  resource queueService 'queueServices' = if (!empty(queues)) {
    name: 'default'

    resource allQueues 'queues' = [for queue in queues: { name: queue }]
  }

  resource tableService 'tableServices' = if (!empty(tables)) {
    name: 'default'

    resource allTables 'tables' = [for table in tables: { name: table }]
  }
}

@description('Resource id.')
output id string = account.id
