// Holds the validator's admin key. The key is written by the deployment's hook, never by a template.

@description('Name: 3 to 24 letters, digits and dashes.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Whether the public endpoint answers. Without it, only private endpoints and allowedIps do.')
param publicAccess bool

@description('Public IPv4 addresses or ranges that may still come in where publicAccess is off.')
param allowedIps string[]

@description('Whether the vault, once deleted, cannot be purged for its retention time. It cannot be switched off again.')
param purgeProtection bool

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { family: 'A', name: 'standard' }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
    enablePurgeProtection: purgeProtection ? true : null // false is refused
    publicNetworkAccess: publicAccess || !empty(allowedIps) ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: publicAccess ? 'Allow' : 'Deny'
      ipRules: [for ip in allowedIps: { value: ip }]
    }
  }
}

@description('Resource id.')
output id string = vault.id
