import { randomUUID } from 'node:crypto'
import type * as z from 'zod'
import type { assignProject } from '#contract/assigned.ts'
import { audit, type Work } from '#kernel/call.ts'
import { saveForm } from '#kernel/case/materials.ts'
import { openCase } from '#kernel/case/open.ts'
import type { Cases } from '#kernel/case/registry.ts'
import { inForce, unitsOfDay } from '#kernel/network/read.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { ACCEPTED, refuseAccepting, refuseDays } from './decide.ts'
import type { AssignedRules } from './define.ts'
import { findProject, insertProject, noteAccepted, schoolsOf } from './store.ts'

type Asked = Omit<z.output<NonNullable<typeof assignProject.body>>, 'key'>

/** Sets a project for schools. @throws Refused 409 when the year has the topic already, 422. */
export async function setProject(work: Work, asked: Asked): Promise<{ id: string }> {
  const wrong = refuseDays(asked)
  if (wrong !== null) throw new Refused(422, wrong)
  const { schools, ...project } = asked
  const units = await schoolIds(work, schools)
  const id = newId(work.now.getTime())
  const taken = { code: 'taken', because: `${asked.year} 年已下达“${asked.topic}”。`, field: 'topic' }
  await refusingClashes(taken, () => insertProject(work, { ...project, id }, units))
  await audit(work.tx, 'assigned.set', { kind: 'assigned-project', id }, asked)
  return { id }
}

async function schoolIds(work: Work, codes: readonly string[]): Promise<string[]> {
  const today = dayAt(work.now)
  const open = (await unitsOfDay(work, today)).filter(
    (unit) => unit.category === 'school' && inForce(unit, today),
  )
  const byCode = new Map(open.map(({ code, id }) => [code, id]))
  return [...new Set(codes)].map((code) => {
    const id = byCode.get(code)
    if (id !== undefined) return id
    throw new Refused(422, { code: 'school', because: `没有代码为 ${code} 的在办学校。`, field: 'schools' })
  })
}

/**
 * Accepts a project for the caller's school: opens the case with what the centre has set filled in.
 * @throws Refused 403, 404, 409 when it was accepted before or is too late.
 */
export async function accept(
  work: Work,
  cases: Cases,
  rules: AssignedRules,
  id: string,
): Promise<{ id: string }> {
  const project = await findProject(work, id)
  if (project === undefined) throw notFound('这个指定项目')
  const { unit, role } = work.caller
  const own = (await schoolsOf(work, [id])).find(({ unitId }) => unitId === unit)
  const standing = {
    named: own !== undefined,
    accepted: own?.caseId != null,
    acceptUntil: project.acceptUntil,
  }
  const refusal = refuseAccepting(role, standing, dayAt(work.now))
  if (refusal !== null)
    throw new Refused(refusal.code === 'school-only' || refusal.code === 'not-named' ? 403 : 409, refusal)
  const opened = await openCase(work, cases, {
    key: randomUUID(),
    system: rules.system,
    round: null,
    personId: null,
    outsider: null,
    unit: null,
    form: {},
  })
  await saveForm(work, cases, opened.id, rules.form(project))
  if (!(await noteAccepted(work, id, unit ?? '', opened.id))) throw new Refused(409, ACCEPTED)
  await audit(work.tx, 'assigned.accept', { kind: 'assigned-project', id }, { case: opened.id })
  return opened
}
