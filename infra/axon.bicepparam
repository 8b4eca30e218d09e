using 'axons.bicep'

// The axons that run on the CPU: service `axon` of azure.yaml.
param withGpu = false
param image = readEnvironmentVariable('SERVICE_AXON_IMAGE_NAME', '')

param axons = loadJsonContent('axons.json')
param registryServer = readEnvironmentVariable('AZURE_CONTAINER_REGISTRY_ENDPOINT', '')
param resourceToken = readEnvironmentVariable('RESOURCE_TOKEN', '')
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'bittensor')
