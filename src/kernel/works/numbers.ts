import { dayAt, yearOf } from '#lib/dates.ts'
import type { Work } from '../call.ts'
import type { Numbered } from '../parameters/define.ts'
import { paramsOf } from '../parameters/values.ts'
import { worksParams, type WorksParams } from './define.ts'

/** How big files of works may be, and from when on a likeness is told; a region sets its own. */
export const worksNumbers: Numbered = {
  id: 'works',
  title: '作品和资源库',
  menu: 'resources',
  about: '交来的文件最大多少，相似到什么程度提示。',
  basis: 'docs/policy/works.md',
  params: worksParams,
  says: (values) => {
    const { documentMb, pictureMb, audioMb, videoMb, alikeFrom } = worksParams.parse(values)
    return [
      `文件最大：文档 ${documentMb} MB，图片 ${pictureMb} MB，音频 ${audioMb} MB，视频 ${videoMb} MB。`,
      `与资源库里的作品相似 ${alikeFrom}% 以上的，列出来供人判断。`,
    ]
  },
  whatIf: null,
}

/** The numbers of works that hold today. */
export async function worksParamsOf(work: Work): Promise<WorksParams> {
  return worksParams.parse(await paramsOf(work, worksNumbers, yearOf(dayAt(work.now))))
}
