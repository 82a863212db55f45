const PATIENCE = 10000

function el(tag, className, text) {
  const node = document.createElement(tag)
  node.className = className ?? ""
  if (text !== undefined) node.textContent = text
  return node
}

// Begun inside the click, before a secret is here: some browsers allow no writing to the clipboard later.
async function put(text) {
  try {
    const blob = text.then((it) => new Blob([it], { type: "text/plain" }))
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })])
  } catch {
    // Without permission for the clipboard the old way still works shortly after a click.
    const area = document.createElement("textarea")
    area.value = await text
    document.body.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
  }
}

// A value with its buttons. What it holds is kept here and not in the page: the page may be seen by others.
function valueField() {
  const node = el("div", "field")
  const [label, box, code] = [el("div", "label"), el("div", "box"), el("code")]
  const [show, copy, help, said] = [el("button", "show"), el("button", "copy"), el("p", "help"), el("span", "said")]
  code.tabIndex = 0
  show.type = copy.type = "button"
  said.setAttribute("role", "status")
  said.setAttribute("aria-live", "polite")
  box.append(code, show, copy)
  node.append(label, box, help, said)
  let data, words, want
  let [open, copied, asked, value] = [false, 0, null, ""]

  const draw = () => {
    const dots = !data.gone && (data.masked || (data.secret && !open))
    code.textContent = data.gone ? words.gone : dots ? "\u2022".repeat(24) : value
    code.classList.toggle("dots", dots)
    code.classList.toggle("gone", data.gone)
    show.textContent = open ? words.hide : words.show
    show.setAttribute("aria-pressed", String(open))
    copy.textContent = copied ? words.copied : words.copy
    said.textContent = copied ? data.label + ": " + words.copied : ""
  }
  const drop = () => {
    value = ""
    want("drop")
  }
  const ask = (what) => new Promise((give, fail) => {
    const mine = (asked = { what, give })
    setTimeout(() => {
      if (asked === mine) asked = null
      fail(new Error("no answer"))
    }, PATIENCE)
    want(what)
  })
  show.onclick = () => {
    if (open) {
      open = false
      drop()
      draw()
    } else if (!asked) {
      ask("show").catch(() => {})
    }
  }
  copy.onclick = async () => {
    if (asked) return
    try {
      await put(data.secret && !value ? ask("copy") : Promise.resolve(value))
    } catch {
      return
    }
    copied += 1
    draw()
    setTimeout(() => { copied -= 1; draw() }, 1800)
  }

  const update = (newData, newWords, newWant) => {
    [data, words, want, value] = [newData, newWords, newWant, newData.value]
    // A secret comes with the one redraw that was asked for. Any other redraw comes without it, and hides it.
    if (data.secret && (!value || data.masked)) open = false
    if (data.secret && value && !open) {
      const [answered, given] = [asked, value]
      asked = null
      if (answered?.what === "show" && !data.masked) open = true
      else drop()
      answered?.give(given)
    }
    label.textContent = data.label
    help.textContent = data.help
    node.classList.toggle("large", Boolean(data.large))
    show.hidden = !data.secret || data.gone || data.masked
    copy.hidden = data.gone
    show.setAttribute("aria-label", words.show + " " + data.label)
    copy.setAttribute("aria-label", words.copy + " " + data.label)
    draw()
  }
  return { node, update }
}
