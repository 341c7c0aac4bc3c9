import { notFound, Refused } from '#lib/refusal.ts'
import { dayAt } from '#lib/dates.ts'
import { audit, type FileReply, type Runtime, type Upload, type Work } from '#kernel/call.ts'
import { findFile, keepFile } from '#kernel/files.ts'
import { whoOf } from './act.ts'
import { awayOn } from './away.ts'
import { draftOf, type Form } from './form.ts'
import { loadCase, type Loaded } from './load.ts'
import { typeOf } from './material-types.ts'
import type { Cases } from './registry.ts'
import { deleteMaterial, insertMaterial, keepDraft, materialsOf } from './store.ts'
import { missingOf, submitStage } from './submit.ts'

/** Bytes of one material. */
export const MATERIAL_BYTES = 50 * 1024 * 1024

/** Keeps the form as it is, whatever is missing. @throws Refused 404, 403, 409 once it was handed in. */
export async function saveForm(
  work: Work,
  cases: Cases,
  id: string,
  form: Form,
): Promise<{ missing: string[] }> {
  const { loaded, stage } = await fillable(work, cases, id)
  await keepDraft(work, id, draftOf(loaded.setting.definition, stage, form))
  const again = await loadCase(work, cases, id)
  return { missing: await missingOf(work, again) }
}

/** Adds a file to a draft or a returned case. @throws Refused 404, 403, 409, 422 for a file of another kind. */
export async function addFile(
  work: Work & { runtime: Runtime },
  cases: Cases,
  place: { id: string; material: string },
  upload: Upload,
): Promise<{ file: string }> {
  const { loaded } = await fillable(work, cases, place.id)
  const { materials } = loaded.setting.definition
  const asked = Object.hasOwn(materials, place.material) ? materials[place.material] : undefined
  if (asked === undefined) throw notFound('这种材料')
  const type = typeOf(upload.name)
  if (type === undefined) {
    const because = `“${upload.name}”不是可以收的文件；可收 PDF、图片、Word 和 Excel。`
    throw new Refused(422, { code: 'file-type', because, field: 'file' })
  }
  const { path, sha256, bytes, name } = upload
  const file = await keepFile(work, work.runtime, {
    name,
    type,
    purpose: 'case-material',
    subject: place.id,
    content: { path, sha256, bytes },
  })
  await insertMaterial(work, { ...place, file: file.id, forJudges: asked.judges === true })
  await audit(work.tx, 'case.material', { kind: 'case', id: place.id }, { material: place.material, name })
  return { file: file.id }
}

/** Takes a file out that was not handed in yet. @throws Refused 404, 403, 409. */
export async function dropFile(
  work: Work,
  cases: Cases,
  { id, file }: { id: string; file: string },
): Promise<{ done: true }> {
  await fillable(work, cases, id)
  if (!(await deleteMaterial(work, id, file))) throw notFound('这份材料')
  await audit(work.tx, 'case.material-out', { kind: 'case', id }, { file })
  return { done: true }
}

/** Opens a file of a case in view. @throws Refused 404. */
export async function openMaterial(
  work: Work & { runtime: Runtime },
  { id, file }: { id: string; file: string },
): Promise<FileReply> {
  const found = (await materialsOf(work, [id])).find((one) => one.file === file)
  if (found === undefined) throw notFound('这份材料')
  const kept = await findFile(work, work.runtime, file)
  return { file: await kept.open(), name: kept.name, type: kept.type }
}

/** A case that the caller may fill in now, and the stage that asks for it. */
async function fillable(work: Work, cases: Cases, id: string): Promise<{ loaded: Loaded; stage: string }> {
  const loaded = await loadCase(work, cases, id, true)
  const who = whoOf(work, loaded, await awayOn(work, dayAt(work.now)))
  if (!who.offices.includes('applicant'))
    throw new Refused(403, { code: 'not-yours', because: '由申请人填写。' })
  const stage = submitStage(loaded.setting)?.id
  if (stage === undefined)
    throw new Refused(409, {
      code: 'handed-in',
      because: '已经提交，不能再改；如需更正，请经办单位退回补正，或撤回后重报。',
    })
  return { loaded, stage }
}
