import { t } from '../lib/t.ts'
import { write } from './page.ts'

/** Writes the words that stay, in the language of this browser. */
export function writeLabels(): void {
  const labels = {
    'code-head': t('扫码签到'),
    'or-type': t('或输入短码'),
    'came-word': t('已到'),
    before: t('上一场'),
    after: t('下一场'),
    bigger: t('放大二维码'),
    full: t('全屏'),
    print: t('打印签到表'),
    workbook: t('签到表（Excel）'),
  }
  for (const [id, words] of Object.entries(labels)) write(id, words)
}
