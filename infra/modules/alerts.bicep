// The alerts that matter: no round closes, a message is given up, axons fail, GPUs run for longer than planned.
// The names of metrics are those of docs/observability.md.

import { axon, axonAppName } from 'types.bicep'

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource id of Application Insights.')
param insightsId string

@description('Resource id of the workspace.')
param workspaceId string

@description('Who is told; nobody leaves the alerts to the portal.')
param emails string[]

@description('All axons.')
param axons axon[]

@description('Time in which at least one round must close: a few intervals of the schedule.')
@allowed(['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT3H', 'PT6H', 'P1D'])
param roundWindow string

@description('Part of the answers, in percent, that axons may fail within 15 minutes.')
@minValue(1)
@maxValue(100)
param axonErrorPercent int

@description('Minutes a day that replicas with a GPU are planned to run, over all of them.')
@minValue(1)
param gpuMinutesPerDay int

var gpuApps = map(filter(axons, item => item.gpu != 'none'), item => axonAppName(item.name))

// Codes that are the caller's doing, or no failure at all.
var notTheAxons = [
  'Success'
  'NotImplemented'
  'EmptyRequest'
  'InvalidRequest'
  'RequestShapeException'
  'RequestDeserializationException'
  'RequestIncompatibleVersion'
  'SenderUnknown'
  'Unauthenticated'
]

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: [for (email, i) in emails: { name: 'operator-${i}', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource noRoundClosed 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'no-round-closed'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'No round was closed'
    description: 'No round was closed within ${roundWindow}. Look at the validator’s log and at its queues.'
    severity: 1
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT15M'
    windowSize: roundWindow
    skipQueryValidation: true // the tables are there only once something was written
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: 'customMetrics | where name == "bittensor.rounds.closed" and valueSum > 0'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    actions: { actionGroups: [actions.id] }
  }
}

resource poisonMessages 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'poison-messages'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Messages were given up'
    description: 'A queue message failed five times and lies in a poison queue. Rounds go on without it; its axon shows as NotAsked.'
    severity: 2
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: '''
            customMetrics
            | where name == "bittensor.queue.poison.messages"
            | summarize messages = max(valueMax) by queue = tostring(customDimensions["messaging.destination.name"])
          '''
          metricMeasureColumn: 'messages'
          timeAggregation: 'Maximum'
          dimensions: [{ name: 'queue', operator: 'Include', values: ['*'] }]
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: { actionGroups: [actions.id] }
  }
}

resource axonErrors 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'axon-errors'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'An axon fails'
    description: 'More than ${axonErrorPercent} % of an axon’s answers are failures of its own. Faults of callers do not count.'
    severity: 2
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: $'''
            customMetrics
            | where name == "bittensor.axon.answers"
            | extend code = tostring(customDimensions["bittensor.return_code"])
            | summarize answers = sum(valueSum), failures = sumif(valueSum, code !in (${join(map(notTheAxons, code => '"${code}"'), ', ')})) by axon = cloud_RoleName
            | where answers >= 10
            | extend percent = 100.0 * failures / answers
          '''
          metricMeasureColumn: 'percent'
          timeAggregation: 'Maximum'
          dimensions: [{ name: 'axon', operator: 'Include', values: ['*'] }]
          operator: 'GreaterThan'
          threshold: axonErrorPercent
        }
      ]
    }
    actions: { actionGroups: [actions.id] }
  }
}

resource gpuTime 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (!empty(gpuApps)) {
  name: 'gpu-time'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'GPUs run for longer than planned'
    description: 'Replicas with a GPU ran for more than ${gpuMinutesPerDay} minutes within a day. They are by far the largest cost: see who asks them, and minReplicas.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT1H'
    windowSize: 'P1D'
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: $'''
            AzureMetrics
            | where MetricName == "Replicas" and tolower(Resource) in (${join(map(gpuApps, name => '"${name}"'), ', ')})
            | summarize minutes = sum(Maximum)
          '''
          metricMeasureColumn: 'minutes'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: gpuMinutesPerDay
        }
      ]
    }
    actions: { actionGroups: [actions.id] }
  }
}
