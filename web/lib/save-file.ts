/** Saves an answer that is a file under the name that the server gave, or under `otherwise`. */
export async function saveAs(answer: Response, otherwise: string): Promise<void> {
  const given = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const url = URL.createObjectURL(await answer.blob())
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = given === undefined ? otherwise : decodeURIComponent(given)
  anchor.click()
  URL.revokeObjectURL(url)
}
