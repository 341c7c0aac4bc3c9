/** The files of a case: what its materials ask for, handed in one by one. */
import * as z from 'zod'
import { done, id } from './common.ts'
import { applying, route, signedIn } from './route.ts'

const materialParams = z.object({ id, material: z.string().max(40) })
export const addMaterial = route({
  method: 'POST',
  path: '/api/cases/:id/materials/:material',
  roles: applying,
  summary: '上传一份材料',
  params: materialParams,
  reply: z.object({ file: id }),
})
const fileParams = z.object({ id, file: id })
export const dropMaterial = route({
  method: 'DELETE',
  path: '/api/cases/:id/files/:file',
  roles: applying,
  summary: '移去一份尚未提交的材料',
  params: fileParams,
  reply: done,
})
export const materialFile = route({
  method: 'GET',
  path: '/api/cases/:id/files/:file',
  roles: signedIn,
  summary: '打开一份材料',
  params: fileParams,
})
