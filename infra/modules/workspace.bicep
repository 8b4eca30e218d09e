// Where all logs and metrics are kept, and what receives them from the apps.

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the Application Insights component.')
param insightsName string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Days that logs are kept; the first 31 cost nothing.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Gigabytes a day after which no more is taken in that day, so that a loop of errors has a price limit.')
@minValue(1)
param dailyCapGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true // telemetry is taken from identities with a role, not from whoever knows the connection string
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Resource id of Application Insights.')
output insightsId string = insights.id
