// The Container Apps environment: the network that the apps share, and the kinds of machines they may ask for.

import { gpuProfiles } from 'types.bicep'

@description('Name.')
param name string

@description('Region. GPU profiles exist in some regions only.')
param location string

@description('Tags.')
param tags object

@description('GPUs that an axon asks for; none of them leaves the environment without GPU profiles.')
param gpus ('T4' | 'A100')[]

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Subnet of the environment; null lets the platform bring its own network.')
param subnetId string?

@description('Whether replicas are spread over availability zones; needs a subnet.')
param zoneRedundant bool

resource environment 'Microsoft.App/managedEnvironments@2026-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    zoneRedundant: zoneRedundant
    vnetConfiguration: subnetId == null ? null : { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: concat(
      [{ name: 'Consumption', workloadProfileType: 'Consumption' }],
      map(gpus, gpu => gpuProfiles[gpu])
    )
    appLogsConfiguration: { destination: 'azure-monitor' } // by the diagnostic setting below, so that no workspace key is needed
    peerTrafficConfiguration: { encryption: { enabled: true } }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

@description('Domain below which the apps have their names.')
output defaultDomain string = environment.properties.defaultDomain
