// What the templates share: the description of an axon, and names that are made in one place.

@export()
@description('One axon: a container app of its own that serves one model.')
@sealed()
type axon = {
  @description('Name of the axon: lower-case letters, digits and dashes. The container app is called axon-NAME.')
  @minLength(2)
  @maxLength(20)
  name: string

  @description('Folder of the model below the models container, for example small.')
  @minLength(1)
  model: string

  @description('GPU of a replica; none serves on the CPU, with the small image.')
  gpu: gpu

  @description('Replicas that always run. 0 lets the axon scale to zero.')
  @minValue(0)
  minReplicas: int

  @description('Replicas at the most; each GPU replica needs a GPU of quota.')
  @minValue(1)
  maxReplicas: int

  @description('Requests at once that a replica takes before another is started. 16 by default.')
  @minValue(1)
  concurrentRequests: int?

  @description('Whether the axon can be reached from outside of the environment. False by default: only the validator asks it.')
  external: bool?

  @description('Public key that the axon is registered with, an SS58 address. By default its name, which is told to nobody but the validator.')
  hotkey: string?
}

@export()
@description('GPUs that Container Apps rents by the second.')
type gpu = 'none' | 'T4' | 'A100'

@export()
@description('Size of a replica. A GPU profile gives its whole machine to one replica.')
var sizes = {
  none: { profile: 'Consumption', cpu: '2', memory: '4Gi' }
  T4: { profile: 'gpu-t4', cpu: '8', memory: '56Gi' }
  A100: { profile: 'gpu-a100', cpu: '24', memory: '220Gi' }
}

@export()
@description('Profiles of the environment by the GPU that needs them.')
var gpuProfiles = {
  T4: { name: 'gpu-t4', workloadProfileType: 'Consumption-GPU-NC8as-T4' }
  A100: { name: 'gpu-a100', workloadProfileType: 'Consumption-GPU-NC24-A100' }
}

@export()
@description('Containers, queues and tables that the apps expect by name.')
var places = {
  models: 'models'
  texts: 'texts'
  hostLocks: 'azure-webjobs-hosts' // the Functions host keeps its leases there
  adminKey: 'validator-admin-key'
  queryQueue: 'query-axon'
  queues: ['query-axon', 'close-round']
  tables: ['metagraph', 'rounds', 'responses', 'scores', 'scoreHistory', 'weights']
}

@export()
@description('Built-in roles by their ids: what an identity may do.')
var roles = {
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

@export()
@description('Name of an axon’s container app, identity and Functions host.')
func axonAppName(axonName string) string => 'axon-${axonName}'

@export()
@description('Names of all resources that the apps refer to, from the token that makes them unique.')
func resourceNames(token string) nameSet => {
  environment: 'cae-${token}'
  registry: 'cr${token}'
  workspace: 'log-${token}'
  insights: 'appi-${token}'
  keyVault: 'kv-${token}'
  modelStorage: 'stmodel${token}'
  networkStorage: 'stnet${token}'
  network: 'vnet-${token}'
}

@export()
@description('What resourceNames gives.')
type nameSet = {
  environment: string
  registry: string
  workspace: string
  insights: string
  keyVault: string
  modelStorage: string
  networkStorage: string
  network: string
}
