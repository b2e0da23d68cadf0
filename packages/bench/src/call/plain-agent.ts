import { Agent } from 'node:https'
import { connect } from 'node:net'

/**
 * An agent for https requests that speaks plain HTTP to one local server whatever host they name: amazon-sp-api knows
 * Amazon's hosts only, and no other contestant uses TLS. Connections are kept, as by Node's own agents.
 */
export function plainAgent(origin: string): Agent {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ keepAlive: true })
  agent.createConnection = () => connect({ host: hostname, port: Number(port), noDelay: true })
  return agent
}
