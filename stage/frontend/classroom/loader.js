// Opens a page of a room: fetches its modules in one piece, makes addresses of them and opens the last one. Until then
// the page says where one is; what goes wrong it says in a sentence, with a button. A classic script, in old words, so
// that a browser which is too old for the others can say so.
(function () {
  var PATIENCE = 20000; // milliseconds

  /** @param {string} id @returns {HTMLElement} */
  function find(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  var facts = JSON.parse(find("facts").textContent || "");
  var joining = find("joining");
  var word = find("word");
  var again = find("again");
  var moment = word.textContent;
  find("late").remove(); // this script is here, and says itself when something takes too long

  /** @param {string} sentence @param {boolean} helps  whether it helps to try again */
  function say(sentence, helps) {
    word.textContent = sentence;
    again.hidden = !helps;
  }

  if (typeof DecompressionStream !== "function" || typeof HTMLElement.prototype.showPopover !== "function") {
    say(facts.old, false);
    return;
  }

  /** @returns {Promise<string[]>} */
  function fetchModules() {
    var leaving = new AbortController();
    var timer = setTimeout(function () {
      leaving.abort();
    }, PATIENCE);
    return fetch(new URL(facts.bundle, document.baseURI), { signal: leaving.signal })
      .then(function (answer) {
        if (!answer.ok || !answer.body) throw new Error("no modules: " + answer.status);
        return new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).json();
      })
      .finally(function () {
        clearTimeout(timer);
      });
  }

  /** @param {string} text */
  function urlOf(text) {
    return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  }

  /** @param {string[]} modules */
  function open(modules) {
    /** @type {string[]} */
    var urls = [];
    modules.forEach(function (text) {
      urls.push(
        urlOf(
          text.replace(/"@(\d+)"/g, function (_, place) {
            return JSON.stringify(urls[place]);
          })
        )
      );
    });
    return import(urls[urls.length - 1]).then(function (page) {
      return page.open(find("place"), {
        code: facts.code,
        role: facts.role,
        base: new URL(document.baseURI).pathname.replace(/\/$/, ""),
        language: facts.language,
        names: facts.names,
        said: facts.said,
      });
    });
  }

  function begin() {
    say(moment || "", false);
    fetchModules().then(
      function (modules) {
        open(modules).then(
          function () {
            joining.remove();
          },
          function (error) {
            say(facts.broken, true);
            throw error;
          }
        );
      },
      function () {
        say(facts.late, true);
      }
    );
  }

  again.addEventListener("click", function () {
    location.reload();
  });
  begin();
})();
