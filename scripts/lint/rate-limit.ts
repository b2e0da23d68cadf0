import { isNode } from './located-value.ts'
import { eachOperation } from './operation.ts'

const keys = new Set(['rate', 'burst', 'assumed'])

/** Every operation states its usage plan, or says that no document gives it one: `x-rate-limit: none`. */
export function rateLimit() {
  return eachOperation(({ id, place }, context) => {
    const plan = isNode(place.value) ? place.value['x-rate-limit'] : undefined
    if (plan === undefined) {
      const message = `${id} needs an x-rate-limit: {rate, burst} as documented, or none.`
      context.report({ message, location: place.location })
    } else if (plan !== 'none' && !isPlan(plan)) {
      const message = `The x-rate-limit of ${id} must be none, or {rate: calls per second, burst: whole calls, assumed?: true}.`
      context.report({ message, location: place.location.child(['x-rate-limit']) })
    }
  })
}

function isPlan(plan: unknown): boolean {
  if (!isNode(plan) || !Object.keys(plan).every((key) => keys.has(key))) return false
  const { rate, burst, assumed } = plan
  const isRate = typeof rate === 'number' && Number.isFinite(rate) && rate > 0
  const isBurst = typeof burst === 'number' && Number.isInteger(burst) && burst >= 1
  return isRate && isBurst && (assumed === undefined || assumed === true)
}
