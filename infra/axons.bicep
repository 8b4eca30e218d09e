// The axons of one image: those that have a GPU, or those that have none. Deployed by `azd deploy`, after the platform in
// main.bicep, as a new revision of every axon: image and settings change together.

import { axon, axonAppName, places, resourceNames, sizes } from 'modules/types.bicep'

@description('All axons of the network.')
param axons axon[]

@description('Whether to deploy the axons that have a GPU, or the others.')
param withGpu bool

@description('Image of these axons, with its tag.')
param image string

@description('Host name of the registry.')
param registryServer string

@description('What makes the platform’s names unique: RESOURCE_TOKEN of main.bicep.')
param resourceToken string

@description('Name of the azd environment.')
param environmentName string

@description('Region.')
param location string = resourceGroup().location

var names = resourceNames(resourceToken)
var chosen = filter(axons, item => (item.gpu != 'none') == withGpu)

module apps 'modules/functionApp.bicep' = [for item in chosen: {
  name: 'app-${item.name}'
  params: {
    name: axonAppName(item.name)
    identityName: axonAppName(item.name)
    location: location
    tags: { 'azd-env-name': environmentName, 'bittensor-app': 'axon', 'bittensor-gpu': item.gpu }
    environmentName: names.environment
    image: image
    registryServer: registryServer
    size: sizes[item.gpu]
    heapLimit: '28' // 40 %; the rest is for the model's weights and the buffers of ONNX Runtime
    hostStorage: names.modelStorage
    insightsName: names.insights
    workspaceName: names.workspace
    external: item.?external ?? false
    cacheFolder: '/models'
    settings: {
      Model__Source: '${places.models}/${item.model}' // in the host's own account
      Model__Cache: '/models'
      Model__ExecutionProvider: withGpu ? 'Cuda' : 'Cpu'
      Model__RequireExecutionProvider: 'true' // a GPU that is paid for and not used is a fault, not a fallback
      OTEL_SERVICE_NAME: axonAppName(item.name)
    }
    // /health is 503 until the model is there, which may take minutes: it holds requests back (readiness), and must not end
    // the replica (liveness), as / answers all that time.
    probes: [
      { type: 'Startup', httpGet: { path: '/', port: 8080 }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 10 }
      { type: 'Readiness', httpGet: { path: '/health', port: 8080 }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 }
      { type: 'Liveness', httpGet: { path: '/', port: 8080 }, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 }
    ]
    scale: {
      minReplicas: item.minReplicas
      maxReplicas: item.maxReplicas
      rules: [{ name: 'requests', http: { metadata: { concurrentRequests: string(item.?concurrentRequests ?? 16) } } }]
    }
  }
}]
