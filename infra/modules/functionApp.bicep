// One container app of kind functionapp: image, settings, probes, replicas. Both apps are made of it.

@description('Name of the app; also what its Functions host calls itself.')
@maxLength(32)
param name string

@description('Name of the app’s user-assigned identity.')
param identityName string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Name of the environment.')
param environmentName string

@description('Image with its tag.')
param image string

@description('Host name of the registry that holds the image.')
param registryServer string

@description('Workload profile, vCPUs and memory of a replica.')
param size { profile: string, cpu: string, memory: string }

@description('Part of a replica’s memory that the heap of each of its two .NET processes, the Functions host and the worker, may take: percent, hexadecimal. By default each would take 75 %.')
param heapLimit string

@description('Environment variables, by name: the app’s own settings.')
param settings object

@description('Secrets in the key vault that become environment variables: name of the variable to URL of the secret.')
param vaultSettings object = {}

@description('Storage account of the Functions host: leases, and the queues and timers of an app that has some.')
param hostStorage string

@description('Name of Application Insights.')
param insightsName string

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Whether the app can be reached from outside of the environment.')
param external bool

@description('Probes of the replica.')
param probes object[]

@description('Least and most replicas, and what adds some.')
param scale { minReplicas: int, maxReplicas: int, rules: object[] }

@description('Folder that is kept while the replica lives, over restarts of its container; null for none.')
param cacheFolder string?

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource environment 'Microsoft.App/managedEnvironments@2026-01-01' existing = {
  name: environmentName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

var hostSettings = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.properties.clientId}'
  AZURE_CLIENT_ID: identity.properties.clientId // the identity that DefaultAzureCredential takes
  AzureFunctionsWebHost__hostid: name
  AzureWebJobsDisableHomepage: 'true' // so that / is the app's own
  AzureWebJobsSecretStorageType: 'files' // no function asks for a key; none is kept in storage
  AzureWebJobsStorage__accountName: hostStorage
  AzureWebJobsStorage__clientId: identity.properties.clientId
  AzureWebJobsStorage__credential: 'managedidentity'
  DOTNET_GCHeapHardLimitPercent: heapLimit
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
  // Not APPLICATIONINSIGHTS_CONNECTION_STRING: the Functions host would read that too, and send every look at an empty queue as a
  // span, some 500,000 a day. The app sends all that matters.
  Telemetry__ApplicationInsights: insights.properties.ConnectionString
}

resource app 'Microsoft.App/containerApps@2026-03-02-preview' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    environmentId: environment.id
    workloadProfileName: size.profile
    configuration: {
      activeRevisionsMode: 'Single' // two revisions at once would share queues and leases
      maxInactiveRevisions: 10 // how far one can roll back
      ingress: { external: external, targetPort: 8080, transport: 'auto', allowInsecure: false }
      registries: [{ server: registryServer, identity: identity.id }]
      secrets: [for setting in items(vaultSettings): {
        name: toLower(replace(setting.key, '__', '-'))
        keyVaultUrl: setting.value
        identity: identity.id
      }]
    }
    template: {
      containers: [
        {
          name: 'functions'
          image: image
          resources: { cpu: json(size.cpu), memory: size.memory }
          env: concat(
            map(items(union(hostSettings, settings)), setting => { name: setting.key, value: setting.value }),
            map(items(vaultSettings), setting => { name: setting.key, secretRef: toLower(replace(setting.key, '__', '-')) })
          )
          probes: probes
          volumeMounts: cacheFolder == null ? [] : [{ volumeName: 'cache', mountPath: cacheFolder! }]
        }
      ]
      scale: {
        #disable-next-line BCP037 // documented for functionapp since 2026-03-02-preview; without it, rules are refused
        allowScalingRuleOverride: true
        minReplicas: scale.minReplicas
        maxReplicas: scale.maxReplicas
        cooldownPeriod: 300
        rules: scale.rules
      }
      terminationGracePeriodSeconds: 60
      volumes: cacheFolder == null ? [] : [{ name: 'cache', storageType: 'EmptyDir' }]
    }
  }
}

// Replica counts by the minute, for the workbook and for the alert on GPU time.
resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspace.id
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('URL of the app.')
output url string = 'https://${app.properties.configuration.ingress.fqdn}'
