import { type Bundle, listOperations } from '@reportline/scripts/generate/bundle'

/** Adds the usage plan of every operation to its description, because the pages do not show `x-rate-limit`. */
export function addUsagePlans(bundle: Bundle): Bundle {
  const copy = structuredClone(bundle)
  for (const { operation } of listOperations(copy)) {
    const limit = operation['x-rate-limit']
    if (typeof limit !== 'object') continue
    const requests = limit.rate === 1 ? 'request' : 'requests'
    const plan = `**Usage plan:** ${limit.rate} ${requests} per second, burst ${limit.burst}${limit.assumed ? ' (assumed)' : ''}.`
    Object.assign(operation, { description: [operation.description?.trim(), plan].filter(Boolean).join('\n\n') })
  }
  return copy
}
