// What whoever deploys may do to data: upload models and texts, and write the validator's admin key.

import { nameSet, places, roles } from 'types.bicep'

@description('Object id of who deploys.')
param principalId string

@description('What it is.')
@allowed(['User', 'ServicePrincipal', 'Group'])
param principalType string

@description('Names of the resources it is given rights to.')
param names nameSet

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: names.keyVault
}

resource models 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  name: '${names.modelStorage}/default/${places.models}'
}

resource texts 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  name: '${names.networkStorage}/default/${places.texts}'
}

resource uploadsModels 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: models
  name: guid(models.id, principalId, roles.blobDataContributor)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

resource uploadsTexts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: texts
  name: guid(texts.id, principalId, roles.blobDataContributor)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

resource writesAdminKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, roles.keyVaultSecretsOfficer)
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}
