/** What may be said to the works mechanism from outside of it: its numbers, and how big and of what kind files may be. */
import * as z from 'zod'

/** 作品: the numbers a region may set for a year, under the name `works`. */
export const worksParams = z.object({
  documentMb: z.int().positive().default(200).describe('文档最大的 MB 数'),
  pictureMb: z.int().positive().default(50).describe('图片最大的 MB 数'),
  audioMb: z.int().positive().default(500).describe('音频最大的 MB 数'),
  videoMb: z.int().positive().default(4000).describe('视频最大的 MB 数'),
  alikeFrom: z.int().min(1).max(100).default(30).describe('相似度从百分之几起提示'),
})
export type WorksParams = z.output<typeof worksParams>
