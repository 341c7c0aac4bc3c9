/** Why something is not done, in the user's language; `basis` names the rule, `field` the input. */
export type Refusal = { code: string; because: string; basis?: string; field?: string }

/** 400 malformed, 401 signed out, 403 not allowed, 404 not there for you, 409 overtaken, 422 does not fit, 460 came damaged (tus). */
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 460 | 503

/** Carries a refusal out of a transaction, which is rolled back; HTTP and the command line put it into words. */
export class Refused extends Error {
  readonly status: RefusalStatus
  readonly refusal: Refusal

  constructor(status: RefusalStatus, refusal: Refusal) {
    super(refusal.because)
    this.name = 'Refused'
    this.status = status
    this.refusal = refusal
  }
}

/** What does not fit in a field, with what would make it right. */
export function misfit(field: string, because: string): Refusal {
  return { code: 'value', because, field }
}

/** The same, to be thrown: 422. */
export function fault(field: string, because: string): Refused {
  return new Refused(422, misfit(field, because))
}

/** What you may not see is not there. */
export function notFound(what: string): Refused {
  return new Refused(404, { code: 'not-found', because: `没有找到${what}，或不在您的查看范围内。` })
}
