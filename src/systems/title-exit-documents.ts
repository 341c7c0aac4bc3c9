/** 称号退出: the words of the letter by which a title ends. */
import type { CaseView, DocumentOf, Letter } from '#kernel/case/documents/define.ts'
import { para, say } from '#kernel/document/define.ts'

/** The way out that a teacher asks for; in the others the title is taken. */
export const OWN_WISH = '本人申请'

type Form = { title: string; reason: string; deeds: string; statement: string }

function ending({ form: { title = '', reason = '' }, name, teacher }: CaseView<Form, object>): Letter {
  const unit = teacher?.unitName ?? ''
  const heard = reason === OWN_WISH ? '经本人申请' : `因${reason}，在听取本人陈述意见后`
  return {
    title: `关于终止${name}${title}称号的决定`,
    to: unit === '' ? '各学校：' : `${unit}：`,
    by: 'bureau',
    blocks: [
      para(
        say`${heard}，经学校提出意见、中心核实和局务会研究，决定终止${unit}${name}的“${title}”称号，自本决定印发之日起不再享受相应待遇，津贴随之停发。`,
      ),
      para(say`请将本决定送达本人。本人对决定有异议的，可以向作出决定的机关提出申诉。`),
    ],
  }
}

/** The documents of 称号退出. */
export const titleExitDocuments: Readonly<Record<string, DocumentOf<Form, object, 'decision' | 'announce'>>> =
  {
    ending: {
      kind: 'circular',
      whose: 'case',
      title: '终止称号的决定',
      after: 'decision',
      numbers: 'announce',
      write: ending,
    },
  }
