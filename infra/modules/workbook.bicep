// The workbook: rounds, axons, queues and replicas on one page.

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource id of Application Insights, whose data it shows.')
param insightsId string

@description('Resource id of the workspace, which has the replica counts.')
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'network')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Bittensor network'
    category: 'workbook'
    sourceId: insightsId
    serializedData: replace(loadTextContent('../workbook.json'), '__WORKSPACE__', workspaceId)
  }
}
