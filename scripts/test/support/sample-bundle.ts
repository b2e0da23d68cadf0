import type { Bundle } from '../../generate/bundle.ts'

/** A small bundle with one operation of each kind that the generator treats differently. */
export function sampleBundle(): Bundle {
  return structuredClone({
    openapi: '3.1.0',
    info: { title: 'Sample API', version: '1', 'x-packages': ['types', 'client'] },
    servers: [{ url: 'https://api.example.com', 'x-name': 'na', description: 'North America' }],
    paths: {
      '/things/{thingId}': {
        parameters: [
          { name: 'thingId', in: 'path', required: true, description: 'Its id.', schema: { type: 'string' } },
        ],
        get: {
          operationId: 'getThing',
          summary: 'Gets a thing */ alert(1) /* {@link x} @param evil',
          'x-rate-limit': { rate: 0.0222, burst: 10 },
          parameters: [{ $ref: '#/components/parameters/colours' }],
          responses: { 200: { description: 'ok', content: { 'application/json': { schema: ref('Thing') } } } },
        },
        put: {
          operationId: 'putThing',
          'x-rate-limit': 'none',
          security: [{ grantlessToken: [] }],
          requestBody: { required: true, content: { 'application/json': { schema: ref('ThingWithId') } } },
          responses: { 200: { description: 'ok' } },
        },
      },
      '/things': {
        post: {
          operationId: 'createThing',
          'x-rate-limit': { rate: 1, burst: 5, assumed: true },
          requestBody: { required: true, content: { 'application/json': { schema: ref('Thing') } } },
          responses: { 201: { description: 'made', content: { 'application/json': { schema: ref('Thing') } } } },
        },
      },
    },
    components: {
      schemas: {
        Colour: { type: 'string', enum: ['RED', 'GREEN'], description: 'A colour.' },
        Thing: {
          type: 'object',
          required: ['colour'],
          properties: { colour: ref('Colour'), size: { type: 'integer' } },
        },
        ThingWithId: { type: 'object', properties: { thingId: { type: 'string' } } },
      },
      securitySchemes: {
        grantlessToken: { type: 'apiKey', in: 'header', name: 'x-token', 'x-scope': 'things::all' },
      },
      parameters: {
        colours: {
          name: 'colours',
          in: 'query',
          style: 'form',
          explode: false,
          schema: { type: 'array', items: ref('Colour') },
        },
      },
    },
  } as unknown as Bundle)
}

function ref(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` }
}
