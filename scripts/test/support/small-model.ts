import type { Bundle } from '../../generate/bundle.ts'

const headers = { 'x-amzn-RequestId': { type: 'string' } }
const text = { type: 'string' }

/** A small Swagger 2.0 model that {@link smallSpecification} describes completely. */
export function smallModel() {
  return structuredClone({
    swagger: '2.0',
    info: { title: 'Things', version: '2021-01-01' },
    host: 'api.example.com',
    basePath: '/things/v1',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    paths: {
      '/list/{thingId}': {
        get: {
          operationId: 'getThings',
          deprecated: false,
          description: '| Rate (requests per second) | Burst |\n| ---- | ---- |\n| 0.5 | 10 |',
          parameters: [
            { name: 'thingId', in: 'path', required: true, ...text },
            { name: 'kinds', in: 'query', type: 'array', items: { type: 'string', enum: ['A', 'B'] }, maxItems: 5 },
            { name: 'pageSize', in: 'query', type: 'integer', minimum: 1, maximum: 100, default: 10 },
            { name: 'since', in: 'query', type: 'string', format: 'date-time' },
          ],
          responses: {
            200: { description: 'ok', headers, schema: { $ref: '#/definitions/Things' } },
            404: { description: 'none', headers, schema: { $ref: '#/definitions/ErrorList' } },
          },
        },
      },
      '/list': {
        post: {
          operationId: 'createThing',
          parameters: [{ name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/Thing' } }],
          responses: { 204: { description: 'made' } },
        },
      },
    },
    definitions: {
      Things: { type: 'array', items: { $ref: '#/definitions/Thing' } },
      Thing: {
        required: ['thingId'],
        properties: {
          thingId: text,
          note: { ...text, 'x-nullable': true, maxLength: 20 },
          status: { type: 'string', enum: ['DONE', 'FATAL'] },
          parent: { $ref: '#/definitions/Thing' },
          labels: { type: 'object', additionalProperties: text },
        },
      },
      ErrorList: { allOf: [{ $ref: '#/definitions/Errors' }] },
      Errors: { type: 'object', required: ['errors'], properties: { errors: { type: 'array', items: text } } },
    },
  })
}

/** The specification of the small model, written differently: named enums, parameters and responses, merged `allOf`. */
export function smallSpecification(): Bundle {
  const header = { 'X-Amzn-RequestId': { schema: text } }
  const content = (name: string) => ({ 'application/json': { schema: reference(name) } })
  return structuredClone({
    openapi: '3.1.0',
    info: { title: 'Our title', version: '2021-01-01' },
    paths: {
      '/things/v1/list/{thingId}': {
        parameters: [{ name: 'thingId', in: 'path', required: true, schema: text }],
        get: {
          operationId: 'getThings',
          'x-rate-limit': { rate: 0.5, burst: 10 },
          parameters: [
            {
              name: 'kinds',
              in: 'query',
              explode: false,
              schema: { type: 'array', items: reference('Kind'), maxItems: 5 },
            },
            { $ref: '#/components/parameters/pageSize' },
            { name: 'since', in: 'query', schema: { type: 'string', format: 'date-time', description: 'Our words.' } },
          ],
          responses: {
            200: { description: 'ok', headers: header, content: content('Things') },
            404: { $ref: '#/components/responses/NotFound' },
          },
        },
      },
      '/things/v1/list': {
        post: {
          operationId: 'createThing',
          'x-rate-limit': { rate: 1, burst: 1, assumed: true },
          requestBody: { required: true, content: content('Thing') },
          responses: { 204: { description: 'made' } },
        },
      },
    },
    components: {
      parameters: {
        pageSize: { name: 'pageSize', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 10 } },
      },
      responses: { NotFound: { description: 'none', headers: header, content: content('ErrorList') } },
      schemas: {
        Kind: { type: 'string', enum: ['B', 'A'] },
        Status: { type: 'string', enum: ['FATAL', 'DONE'] },
        Things: { type: 'array', items: reference('Thing') },
        Thing: {
          type: 'object',
          required: ['thingId'],
          properties: {
            thingId: text,
            note: { type: ['string', 'null'], maxLength: 20 },
            status: { $ref: '#/components/schemas/Status', description: 'Our words.' },
            parent: reference('Thing'),
            labels: { type: 'object', additionalProperties: text },
          },
        },
        ErrorList: { type: 'object', required: ['errors'], properties: { errors: { type: 'array', items: text } } },
        Errors: { allOf: [reference('ErrorList')] },
      },
    },
  })
}

function reference(name: string) {
  return { $ref: `#/components/schemas/${name}` }
}
