import { randomUUID } from 'node:crypto'
import type { Problem } from '#contract/common.ts'
import { errorCode, isUnavailable } from '#db/refusal.ts'
import { Refused } from '#lib/refusal.ts'

/** An error as an answer; `log` is what the server keeps of it, nothing of the request's content in it. */
export type Answer = { status: number; problem: Problem; retryAfter?: number; log?: Record<string, unknown> }

const SECONDS_TO_RECOVER = 2

/** Puts any error into an answer: refusals in their own words, what is unexpected as a number to ask about. */
export function answerTo(error: unknown): Answer {
  if (error instanceof Refused) {
    const { status, refusal } = error
    return { status, problem: refusal, ...(error instanceof Later ? { retryAfter: error.seconds } : {}) }
  }
  const known = KNOWN[errorCode(error)]
  if (known !== undefined) return known
  if (isUnavailable(error) && !isAboutAFile(error)) return unavailable(error)
  return unexpected(error)
}

/** A refusal that holds for some seconds only. */
export class Later extends Refused {
  readonly seconds: number

  constructor(status: 429 | 503, seconds: number, code: string, because: string) {
    super(status, { code, because })
    this.seconds = seconds
  }
}

/** An address that leads nowhere. */
export function noAddress(): Refused {
  return new Refused(404, NO_ADDRESS)
}

const NO_ADDRESS = { code: 'not-found', because: '没有这个地址，请从页面上进入。' }

const tooLarge: Answer = {
  status: 413,
  problem: { code: 'too-large', because: '提交的内容太大，请分几次提交。' },
}
const badJson: Answer = {
  status: 400,
  problem: { code: 'json', because: '提交的内容不完整，请刷新页面后再试。' },
}
const badType: Answer = {
  status: 415,
  problem: { code: 'media-type', because: '提交的内容不是本系统的格式，请在页面上操作。' },
}

/** Fastify's own errors, and the few of PostgreSQL that a request by itself can cause. */
const busy: Answer = {
  status: 503,
  problem: { code: 'busy', because: '这些记录正在被导入或被别人修改，没有保存。请稍等片刻再保存。' },
  retryAfter: 10,
}

const KNOWN: Readonly<Record<string, Answer>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_REQ_FILE_TOO_LARGE: tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: badType,
  FST_INVALID_MULTIPART_CONTENT_TYPE: badType,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: badJson,
  FST_ERR_CTP_INVALID_JSON_BODY: badJson,
  FST_ERR_CTP_EMPTY_JSON_BODY: badJson,
  FST_ERR_BAD_URL: { status: 400, problem: { code: 'address', because: '网址不对，请从页面上进入。' } },
  FST_ERR_MAX_PARAM_LENGTH: { status: 404, problem: NO_ADDRESS },
  FST_ERR_HANDLER_TIMEOUT: {
    status: 503,
    problem: { code: 'slow', because: '处理超时，请刷新页面看是否已完成，再决定是否重试。' },
    retryAfter: 5,
  },
  ENOSPC: {
    status: 503,
    problem: { code: 'disk-full', because: '服务器磁盘已满，没有保存。请联系管理员清理磁盘。' },
    retryAfter: 60,
    log: { event: 'disk-full' },
  },
  // an import, or somebody else, holds what was to be changed
  '55P03': busy,
  '57014': busy,
  // text with a NUL, or a number beyond the column's range, which no schema foresaw
  '22021': { status: 400, problem: { code: 'input', because: '内容里有不能保存的字符，请去掉后再试。' } },
  '22P05': { status: 400, problem: { code: 'input', because: '内容里有不能保存的字符，请去掉后再试。' } },
  '22003': { status: 400, problem: { code: 'input', because: '内容里有过大的数，请改正后再试。' } },
}

/** A missing file has the code of a missing socket. */
function isAboutAFile(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall !== 'connect' && 'path' in error
}

function unavailable(error: unknown): Answer {
  return {
    status: 503,
    problem: {
      code: 'recovering',
      because: '数据库正在恢复，请过几秒再试；已确认的内容没有丢失。',
    },
    retryAfter: SECONDS_TO_RECOVER,
    log: { event: 'database-unavailable', code: errorCode(error) },
  }
}

function unexpected(error: unknown): Answer {
  const id = randomUUID().slice(0, 8)
  return {
    status: 500,
    problem: {
      code: 'unexpected',
      because: `系统出错了，没有保存任何内容。请把编号 ${id} 告诉管理员。`,
    },
    log: { event: 'error', id, code: errorCode(error), stack: withoutNumbers(stackOf(error)) },
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Identity and phone numbers, and whatever else is as long, do not belong into a log. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/\d{6,}[Xx]?/g, '…')
}
