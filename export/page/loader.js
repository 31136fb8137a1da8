// Stands at the end of a page on a stick: unpacks what the file holds, makes modules of it and opens the first picture.
// A classic script, so that a browser which is too old for the others can say so.
(function () {
  var word = document.getElementById("word");
  var able = typeof DecompressionStream === "function" && typeof HTMLElement.prototype.showPopover === "function";
  if (!able) {
    word.textContent = "This browser is too old for this page: one from 2024 or later opens it.";
    return;
  }

  /** The bytes of a block. */
  function read(name) {
    const text = atob(document.getElementById(name).textContent);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  function unpack(name, format) {
    return new Response(new Blob([read(name)]).stream().pipeThrough(new DecompressionStream(format)));
  }

  function urlOf(text) {
    return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  }

  async function open() {
    const [styles, ...lists] = ["styles", "modules", "pictures"].map((name) => unpack(name, "deflate"));
    const style = document.createElement("style");
    style.textContent = await styles.text();
    document.head.append(style);
    if (document.getElementById("font")) {
      const font = new FontFace("Source Sans", read("font"), { weight: "100 900" });
      document.fonts.add(await font.load());
    }
    const [modules, pictures] = await Promise.all(lists.map((list) => list.json()));
    const urls = [];
    for (const text of modules) urls.push(urlOf(text.replace(/"@(\d+)"/g, (_, place) => JSON.stringify(urls[place]))));
    const page = await import(urls[urls.length - 1]);
    const plotly = async () => urlOf(await unpack("plotly", "gzip").text());
    await page.open(document.getElementById("place"), {
      pictures,
      read,
      plotly: document.getElementById("plotly") ? plotly : null,
    });
    word.remove();
  }

  open().catch((error) => {
    word.textContent = "This page could not be opened: its file may be damaged, or this browser too old for it.";
    throw error;
  });
})();
