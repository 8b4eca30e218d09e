// An axon's identity and all that it may do: pull its image, read models, keep its host's leases, send telemetry.

import { axonAppName, nameSet, places, roles } from 'types.bicep'

@description('Name of the axon.')
param axonName string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Names of the resources it is given rights to.')
param names nameSet

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: axonAppName(axonName)
  location: location
  tags: tags
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: names.registry
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: names.insights
}

resource models 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  name: '${names.modelStorage}/default/${places.models}'
}

resource hostLocks 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  name: '${names.modelStorage}/default/${places.hostLocks}'
}

resource pullsImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, identity.id, roles.acrPull)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
  }
}

resource readsModels 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: models
  name: guid(models.id, identity.id, roles.blobDataReader)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataReader)
  }
}

resource keepsLeases 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostLocks
  name: guid(hostLocks.id, identity.id, roles.blobDataOwner)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataOwner)
  }
}

resource sendsTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, identity.id, roles.monitoringMetricsPublisher)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
  }
}
