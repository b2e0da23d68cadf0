/** Operations as openapi-typescript generates them, one of each kind that the types of a method must support. */
export interface operations {
  getReports: {
    parameters: {
      query?: { reportTypes?: string[]; pageSize?: number; nextToken?: string }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': Reports } }
      400: { headers: { [name: string]: unknown }; content: { 'application/json': ErrorList } }
      default: { headers: { [name: string]: unknown }; content: { 'application/json': ErrorList } }
    }
  }
  getReport: {
    parameters: { query?: never; header?: { 'x-view'?: string }; path: { reportId: string }; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: { [name: string]: unknown }; content: { 'application/json': Report } } }
  }
  createReport: {
    parameters: { query?: { dryRun?: boolean }; header?: never; path?: never; cookie?: never }
    requestBody: { content: { 'application/json': { reportType: string; reportOptions?: { [key: string]: string } } } }
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': { reportId: string } } }
      503: { headers: { [name: string]: unknown }; content?: never }
    }
  }
  updateReport: {
    parameters: { query?: never; header?: never; path: { reportId: string }; cookie?: never }
    requestBody?: { content: { 'application/json': { title: string; tags: string[] } } }
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': Report } }
      204: { headers: { [name: string]: unknown }; content?: never }
    }
  }
  replaceTags: {
    parameters: { query?: never; header?: never; path: { reportId: string }; cookie?: never }
    requestBody: { content: { 'application/json': string[] } }
    responses: { 204: { headers: { [name: string]: unknown }; content?: never } }
  }
  choose: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    requestBody: { content: { 'application/json': { card: string } | { account: number } } }
    responses: { 200: { headers: { [name: string]: unknown }; content: { 'application/json': boolean } } }
  }
  ping: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: { [name: string]: unknown }; content?: never } }
  }
}

export interface Report {
  reportId: string
  processingStatus: 'DONE' | 'FATAL' | (string & {})
}

export interface Reports {
  reports: Report[]
  nextToken?: string
}

export interface ErrorList {
  errors: { code: string; message: string }[]
}
