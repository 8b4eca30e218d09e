using 'validator.bicep'

param image = readEnvironmentVariable('SERVICE_VALIDATOR_IMAGE_NAME', '')
param roundSchedule = readEnvironmentVariable('ROUND_SCHEDULE', '0 0 * * * *')
param external = bool(readEnvironmentVariable('VALIDATOR_EXTERNAL', 'true'))

param registryServer = readEnvironmentVariable('AZURE_CONTAINER_REGISTRY_ENDPOINT', '')
param resourceToken = readEnvironmentVariable('RESOURCE_TOKEN', '')
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'bittensor')
