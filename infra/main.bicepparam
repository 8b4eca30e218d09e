using 'main.bicep'

// azd hands its environment over in variables: `azd env set NAME value`.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'bittensor')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param principalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param principalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

param axons = loadJsonContent('axons.json')
param privateNetworking = bool(readEnvironmentVariable('PRIVATE_NETWORKING', 'false'))
param allowedIps = json(readEnvironmentVariable('ALLOWED_IPS', '[]'))
param alertEmails = json(readEnvironmentVariable('ALERT_EMAILS', '[]'))
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '100'))
