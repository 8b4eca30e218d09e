// The platform of a network: everything but the apps. `azd provision` deploys it; `azd deploy` then builds the images and
// deploys axons.bicep and validator.bicep, so that an app is never there without its image.
//
// Its scope is the subscription, as in other azd templates: it makes the resource group that it fills, and one deletion of
// that group removes all of it.

targetScope = 'subscription'

import { axon, axonAppName, places, resourceNames } from 'modules/types.bicep'

@description('Name of the azd environment; the resource group is rg-NAME.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region. GPU profiles exist in some regions only: see README.md.')
@minLength(1)
param location string

@description('The axons of the network; an empty array is a validator alone.')
param axons axon[]

@description('Object id of whoever deploys, who may then upload models and write the admin key. Empty for nobody.')
param principalId string = ''

@description('What principalId is.')
@allowed(['User', 'ServicePrincipal', 'Group'])
param principalType string = 'User'

@description('Whether storage, key vault and apps talk over a network of their own, with private endpoints.')
param privateNetworking bool = false

@description('Address range of that network, at least a /22.')
param networkAddressPrefix string = '10.80.0.0/22'

@description('Public IPv4 addresses or ranges that reach storage and key vault all the same: those models are uploaded from.')
param allowedIps string[] = []

@description('Whether replicas are spread over availability zones; needs privateNetworking.')
param zoneRedundant bool = false

@description('Whether a deleted key vault cannot be purged for 7 days. It cannot be switched off again.')
param purgeProtection bool = false

@description('Tier of the container registry.')
@allowed(['Basic', 'Standard', 'Premium'])
param registrySku string = 'Basic'

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Gigabytes of logs a day at the most.')
@minValue(1)
param logDailyCapGb int = 1

@description('Who alerts and budget warnings are mailed to. Without an address there is no budget, and alerts show in the portal only.')
param alertEmails string[] = []

@description('Budget a month, in the currency of the subscription.')
@minValue(1)
param monthlyBudget int = 100

@description('Time in which at least one round must close; three intervals of the hourly schedule.')
@allowed(['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT3H', 'PT6H', 'P1D'])
param roundAlertWindow string = 'PT3H'

@description('Part of its answers, in percent, that an axon may fail within 15 minutes.')
@minValue(1)
@maxValue(100)
param axonErrorPercent int = 10

@description('Minutes a day that GPU replicas are planned to run, over all of them.')
@minValue(1)
param gpuMinutesPerDay int = 240

var token = uniqueString(subscription().id, environmentName, location)
var names = resourceNames(token)
var tags = { 'azd-env-name': environmentName }
var gpus = union(map(filter(axons, item => item.gpu != 'none'), item => item.gpu), []) // each once

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module workspace 'modules/workspace.bicep' = {
  scope: group
  name: 'workspace'
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
  }
}

module registry 'modules/registry.bicep' = {
  scope: group
  name: 'registry'
  params: { name: names.registry, location: location, tags: tags, sku: registrySku }
}

// Two accounts, so that an axon has no right whatever on the one with rounds and scores.
module modelStorage 'modules/storage.bicep' = {
  scope: group
  name: 'model-storage'
  params: {
    name: names.modelStorage
    location: location
    tags: tags
    containers: [places.models, places.hostLocks]
    publicAccess: !privateNetworking
    allowedIps: allowedIps
  }
}

module networkStorage 'modules/storage.bicep' = {
  scope: group
  name: 'network-storage'
  params: {
    name: names.networkStorage
    location: location
    tags: tags
    containers: [places.texts, places.hostLocks]
    queues: places.queues
    tables: places.tables
    publicAccess: !privateNetworking
    allowedIps: allowedIps
  }
}

module keyVault 'modules/keyVault.bicep' = {
  scope: group
  name: 'key-vault'
  params: {
    name: names.keyVault
    location: location
    tags: tags
    publicAccess: !privateNetworking
    allowedIps: allowedIps
    purgeProtection: purgeProtection
  }
}

module network 'modules/privateNetwork.bicep' = if (privateNetworking) {
  scope: group
  name: 'network'
  params: {
    name: names.network
    location: location
    tags: tags
    addressPrefix: networkAddressPrefix
    modelStorageId: modelStorage.outputs.id
    networkStorageId: networkStorage.outputs.id
    keyVaultId: keyVault.outputs.id
  }
}

module environment 'modules/environment.bicep' = {
  scope: group
  name: 'environment'
  params: {
    name: names.environment
    location: location
    tags: tags
    gpus: gpus
    workspaceId: workspace.outputs.workspaceId
    subnetId: network.?outputs.?appsSubnetId
    zoneRedundant: zoneRedundant && privateNetworking
  }
}

module axonAccess 'modules/axonAccess.bicep' = [for item in axons: {
  scope: group
  name: 'access-${axonAppName(item.name)}'
  params: { axonName: item.name, location: location, tags: tags, names: names }
  dependsOn: [modelStorage, registry, workspace]
}]

module validatorAccess 'modules/validatorAccess.bicep' = {
  scope: group
  name: 'access-validator'
  params: { location: location, tags: tags, names: names }
  dependsOn: [keyVault, networkStorage, registry, workspace]
}

module deployerAccess 'modules/deployerAccess.bicep' = if (!empty(principalId)) {
  scope: group
  name: 'access-deployer'
  params: { principalId: principalId, principalType: principalType, names: names }
  dependsOn: [keyVault, modelStorage, networkStorage]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  name: 'alerts'
  params: {
    location: location
    tags: tags
    insightsId: workspace.outputs.insightsId
    workspaceId: workspace.outputs.workspaceId
    emails: alertEmails
    axons: axons
    roundWindow: roundAlertWindow
    axonErrorPercent: axonErrorPercent
    gpuMinutesPerDay: gpuMinutesPerDay
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  name: 'workbook'
  params: {
    location: location
    tags: tags
    insightsId: workspace.outputs.insightsId
    workspaceId: workspace.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = if (!empty(alertEmails)) {
  scope: group
  name: 'budget'
  params: { amount: monthlyBudget, emails: alertEmails }
}

// azd keeps these as environment variables: for the templates of the apps, and for the hooks.

@description('Resource group that holds everything.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Registry that azd builds the images in.')
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.loginServer

@description('What makes the names unique.')
output RESOURCE_TOKEN string = token

@description('Account of the models.')
output MODEL_STORAGE_NAME string = names.modelStorage

@description('Account of rounds, scores and validation texts.')
output NETWORK_STORAGE_NAME string = names.networkStorage

@description('Vault of the admin key.')
output KEY_VAULT_NAME string = names.keyVault

@description('What to register with the validator: hotkey, name and URL of each axon.')
output AXON_REGISTRATIONS array = [for item in axons: {
  hotkey: item.?hotkey ?? item.name
  name: item.name
  url: 'https://${axonAppName(item.name)}.${(item.?external ?? false) ? '' : 'internal.'}${environment.outputs.defaultDomain}'
}]

@description('Models that axons serve, each once.')
output AXON_MODELS array = union(map(axons, item => item.model), [])

@description('Whether an axon runs on the CPU: azure.yaml builds its image only then.')
output DEPLOY_AXON bool = !empty(filter(axons, item => item.gpu == 'none'))

@description('Whether an axon has a GPU: azure.yaml builds its image only then.')
output DEPLOY_AXON_GPU bool = !empty(gpus)
