using 'axons.bicep'

// The axons that have a GPU: service `axon-gpu` of azure.yaml.
param withGpu = true
param image = readEnvironmentVariable('SERVICE_AXON_GPU_IMAGE_NAME', '')

param axons = loadJsonContent('axons.json')
param registryServer = readEnvironmentVariable('AZURE_CONTAINER_REGISTRY_ENDPOINT', '')
param resourceToken = readEnvironmentVariable('RESOURCE_TOKEN', '')
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'bittensor')
