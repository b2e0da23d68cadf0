import { Agent } from 'node:https'
import { connect } from 'node:net'

/**
 * Creates an agent for `https` requests that sends all of them to a local server over plain HTTP, because amazon-sp-api
 * accepts only Amazon's hosts and no other contestant uses TLS. It keeps connections alive, like Node's own agents.
 *
 * @param origin - The origin of the local server.
 */
export function plainAgent(origin: string): Agent {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ keepAlive: true })
  agent.createConnection = () => connect({ host: hostname, port: Number(port), noDelay: true })
  return agent
}
