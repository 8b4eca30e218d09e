// A budget of the resource group: it warns, and does not stop anything.

@description('Amount a month, in the currency of the subscription.')
@minValue(1)
param amount int

@description('Who is told.')
@minLength(1)
param emails string[]

@description('First day of the current month. A budget refuses a start before its current period, so it moves with the deployment.')
param startDate string = utcNow('yyyy-MM-01')

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: 'monthly'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      actual80: { enabled: true, operator: 'GreaterThan', threshold: 80, thresholdType: 'Actual', contactEmails: emails }
      forecast100: { enabled: true, operator: 'GreaterThan', threshold: 100, thresholdType: 'Forecasted', contactEmails: emails }
    }
  }
}
