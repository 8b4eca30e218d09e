// The validator. Deployed by `azd deploy`, after the platform in main.bicep.

import { places, resourceNames, sizes } from 'modules/types.bicep'

@description('Image with its tag.')
param image string

@description('Host name of the registry.')
param registryServer string

@description('What makes the platform’s names unique: RESOURCE_TOKEN of main.bicep.')
param resourceToken string

@description('Name of the azd environment.')
param environmentName string

@description('When a round starts: a six-field NCRONTAB expression, in UTC.')
param roundSchedule string

@description('Whether scores can be read, and axons registered, from outside of the environment.')
param external bool

@description('Region.')
param location string = resourceGroup().location

var names = resourceNames(resourceToken)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'validator'
}

module app 'modules/functionApp.bicep' = {
  name: 'app-validator'
  params: {
    name: 'validator'
    identityName: 'validator'
    location: location
    tags: { 'azd-env-name': environmentName, 'azd-service-name': 'validator', 'bittensor-app': 'validator' }
    environmentName: names.environment
    image: image
    registryServer: registryServer
    size: { profile: sizes.none.profile, cpu: '0.5', memory: '1Gi' }
    heapLimit: '1E' // 30 %; with 4096 axons the worker takes 430 MB in all, the host 230 MB
    hostStorage: names.networkStorage
    insightsName: names.insights
    workspaceName: names.workspace
    external: external
    settings: {
      RoundSchedule: roundSchedule
      // An axon that sleeps answers only after its replica has started and loaded its model; the ingress waits 4 minutes.
      Round__AnswerTimeout: '00:03:50'
      Round__RoundTimeout: '00:15:00'
      Tasks__Container: places.texts
      OTEL_SERVICE_NAME: 'validator'
    }
    vaultSettings: {
      Validator__AdminKey: 'https://${names.keyVault}${environment().suffixes.keyvaultDns}/secrets/${places.adminKey}'
    }
    // /health reads storage. A storage account that is away is no reason to end the process: liveness asks the port alone.
    probes: [
      { type: 'Startup', httpGet: { path: '/health', port: 8080 }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 10 }
      { type: 'Readiness', httpGet: { path: '/health', port: 8080 }, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 3 }
      { type: 'Liveness', tcpSocket: { port: 8080 }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 }
    ]
    scale: {
      // One replica always runs: nothing outside of the host fires its timer, and a close-round message is invisible most of
      // the time, so that a queue rule would not see it.
      minReplicas: 1
      maxReplicas: 5
      rules: [
        {
          name: 'queries'
          custom: {
            type: 'azure-queue'
            identity: identity.id
            metadata: { accountName: names.networkStorage, queueName: places.queryQueue, queueLength: '32' } // host.json's batchSize
          }
        }
      ]
    }
  }
}

@description('URL of the validator.')
output VALIDATOR_URL string = app.outputs.url
