import { sellingPartner } from '../../src/accounts/selling-partner/index.ts'
import { credentials } from '../support/fake-amazon.ts'
import { standingClock } from '../support/standing-clock.ts'

interface Destination {
  readonly name: string
  readonly destinationId: string
  readonly resource: { readonly sqs: { readonly arn: string } }
}

interface Subscription {
  readonly subscriptionId: string
  readonly payloadVersion: string
  readonly destinationId: string
  readonly processingDirective?: { readonly filterExpression: string }
}

const path = '/notifications/v1'
const subscriptions = `${path}/subscriptions/REPORT_PROCESSING_FINISHED`

/** The body of either POST request. */
interface Body {
  readonly name: string
  readonly resourceSpecification: Destination['resource']
  readonly payloadVersion: string
  readonly destinationId: string
}

interface FakeOptions {
  /** Whether every page of subscriptions has the same token. */
  readonly endless?: boolean
  /** An operation that responds with a value that it does not document. */
  readonly wrong?: { readonly operation: keyof typeof routes; readonly value: unknown }
}

const routes = {
  getDestinations: `GET ${path}/destinations`,
  createDestination: `POST ${path}/destinations`,
  getSubscription: `GET ${subscriptions}`,
  createSubscription: `POST ${subscriptions}`,
}

/** A stateful fake of the Notifications API, and an account that uses it. */
export function fakeNotifications({ endless = false, wrong }: FakeOptions = {}) {
  const destinations: Destination[] = []
  const stored: Subscription[] = []
  const calls: string[] = []
  const grants: string[] = []

  function respond(method: string, { pathname, searchParams }: URL, body: Body): Response {
    const call = `${method} ${pathname}`
    const nextToken = searchParams.get('nextToken')
    if (wrong !== undefined && call === routes[wrong.operation]) return Response.json(wrong.value)
    if (call === `GET ${path}/destinations`) return payload(destinations)
    if (call === `POST ${path}/destinations`) {
      const { name, resourceSpecification } = body
      destinations.push({
        name,
        destinationId: `destination-${destinations.length + 1}`,
        resource: resourceSpecification,
      })
      return payload(destinations.at(-1))
    }
    if (call === `GET ${path}/subscriptions`)
      return payload(endless ? { subscriptions: [], nextToken: 'again' } : page(stored, nextToken))
    if (call === `GET ${subscriptions}`) return stored.length === 0 ? notFound() : payload(stored.at(-1))
    if (call === `POST ${subscriptions}`) {
      stored.push({ subscriptionId: `subscription-${stored.length + 1}`, ...body })
      return payload(stored.at(-1))
    }
    const subscribed = stored.findIndex(({ subscriptionId }) => pathname.endsWith(subscriptionId))
    if (method === 'DELETE' && subscribed >= 0) {
      stored.splice(subscribed, 1)
      return payload(undefined)
    }
    const index = destinations.findIndex(({ destinationId }) => pathname.endsWith(destinationId))
    if (method !== 'DELETE' || index < 0) return notFound()
    destinations.splice(index, 1)
    return payload(undefined)
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const { pathname } = url
    const text = await request.text()
    if (pathname === '/auth/o2/token') {
      grants.push(new URLSearchParams(text).get('grant_type') ?? '')
      return Response.json({ access_token: 'Atza|ACCESSaccess', token_type: 'bearer', expires_in: 3600 })
    }
    calls.push(`${request.method} ${pathname}`)
    return respond(request.method, url, text === '' ? {} : JSON.parse(text))
  }
  const account = sellingPartner({ region: 'eu', credentials, fetch, clock: standingClock(), random: () => 0 })
  return {
    account,
    notifications: account.notifications,
    destinations,
    calls,
    grants,
    subscription: () => stored.at(-1),
    subscriptions: stored,
    subscribe: (given: Subscription) => {
      stored.push(given)
    },
    posted: () => calls.filter((call) => call.startsWith('POST')),
  }
}

/** Returns the subscriptions one by one, oldest first. The token is the position of the next one. */
function page(stored: readonly Subscription[], nextToken: string | null) {
  const start = Number(nextToken ?? 0)
  const next = start + 1 < stored.length ? { nextToken: String(start + 1) } : {}
  return { subscriptions: stored.slice(start, start + 1), ...next }
}

function payload(value: unknown): Response {
  return Response.json({ payload: value })
}

function notFound(): Response {
  return Response.json({ errors: [{ code: 'NotFound', message: 'No.' }] }, { status: 404 })
}
