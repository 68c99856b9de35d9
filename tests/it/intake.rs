//! From what is named on the command line to a corpus: lists, stars, ignored files, folders that say something of their files,
//! copies, what repeats, and bounds.

use flate2::Compression;
use flate2::write::GzEncoder;
use parallax::compare::compare;
use parallax::monitor::Monitor;
use parallax::source::{BoilerplateKind, Copy, Corpus, Reason, SourceId, Wishes, load, load_some, read, read_all};
use parallax::view::Labels;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("written");
    }
    folder
}

fn loaded(folder: &TempDir, names: &[&str], wishes: &Wishes) -> Corpus {
    let paths: Vec<PathBuf> =
        names.iter().map(|name| name.replace("{}", &folder.path().to_string_lossy()).into()).collect();
    load(&paths, wishes, &Monitor::default()).expect("nobody cancels")
}

fn names(folder: &TempDir, corpus: &Corpus) -> Vec<String> {
    let top = format!("{}/", folder.path().to_string_lossy());
    corpus.sources.iter().map(|source| source.meta.path.replace(&top, "")).collect()
}

#[test]
fn names_stand_for_files() {
    let files = [
        ("a.txt", "One text."),
        ("b.md", "Two texts."),
        ("deep/c.txt", "Three texts."),
        ("deep/er/d.txt", "Four texts."),
        ("list", "# a list\n\na.txt\ndeep/c.txt\n"),
        (".gitignore", "drafts/\n*.tmp\n!kept.tmp\n"),
        ("drafts/e.txt", "Five texts."),
        ("x.tmp", "Six texts."),
        ("kept.tmp", "Seven texts."),
        (".hidden.txt", "Eight texts."),
    ];
    let folder = folder(&files);
    let (usual, all) = (Wishes::default(), Wishes { hidden: true, ..Wishes::default() });
    let cases: [(&[&str], &Wishes, &[&str]); 7] = [
        (&["{}/*.txt"], &usual, &["a.txt"]),
        (&["{}/**/*.txt"], &usual, &["a.txt", "deep/c.txt", "deep/er/d.txt", "drafts/e.txt"]),
        (&["{}/?.{txt,md}"], &usual, &["a.txt", "b.md"]),
        (&["@{}/list"], &usual, &["a.txt", "deep/c.txt"]),
        (&["{}/a.txt", "@{}/list", "{}/a*"], &usual, &["a.txt", "deep/c.txt"]),
        (&["{}"], &usual, &["a.txt", "b.md", "deep/c.txt", "deep/er/d.txt", "kept.tmp", "list"]),
        (
            &["{}"],
            &all,
            &[
                ".gitignore",
                ".hidden.txt",
                "a.txt",
                "b.md",
                "deep/c.txt",
                "deep/er/d.txt",
                "drafts/e.txt",
                "kept.tmp",
                "list",
                "x.tmp",
            ],
        ),
    ];
    for (arguments, wishes, expected) in cases {
        assert_eq!(names(&folder, &loaded(&folder, arguments, wishes)), expected, "{arguments:?}");
    }
    for (argument, reason) in [("{}/*.pdf", Reason::NoFit), ("@{}/none", Reason::Missing)] {
        let corpus = loaded(&folder, &[argument], &usual);
        assert_eq!(corpus.rejected.iter().map(|one| &one.reason).collect::<Vec<_>>(), [&reason], "{argument}");
    }
}

#[test]
fn encodings_are_declared_detected_or_told() {
    let texts = [
        (
            "windows-1250",
            "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl předseda vlády v neděli večer novinářům v Ostravě.",
        ),
        ("windows-1251", "Президент провёл телефонный разговор с президентом США, он длился пятьдесят минут."),
        (
            "windows-1253",
            "Οι δύο πρόεδροι μίλησαν στο τηλέφωνο για πενήντα λεπτά, είπε ο σύμβουλος στους δημοσιογράφους.",
        ),
        ("windows-1254", "İki lider cumartesi günü elli dakika boyunca telefonda görüştü, dedi danışman gazetecilere."),
        ("windows-1255", "שני הנשיאים שוחחו בטלפון במשך חמישים דקות, אמר היועץ לעיתונאים."),
        ("windows-1256", "تحدث الرئيسان عبر الهاتف لمدة خمسين دقيقة، قال المستشار للصحفيين."),
        (
            "koi8-u",
            "Президенти говорили п'ятдесят хвилин, сказав помічник журналістам у суботу ввечері, її слова ґрунтовні.",
        ),
        (
            "iso-8859-2",
            "Przywódcy rozmawiali przez pięćdziesiąt minut, powiedział doradca dziennikarzom, którzy czekali.",
        ),
        ("iso-8859-5", "Президенты говорили пятьдесят минут, сообщил помощник журналистам."),
        ("gb18030", "双方就中东局势交换了意见，通话持续了五十分钟，发言人对记者表示。"),
        ("big5", "雙方就中東局勢交換了意見，通話持續了五十分鐘，發言人對記者表示。"),
        ("shift_jis", "両首脳は電話で会談し、中東情勢について意見を交わした。"),
        ("euc-kr", "두 정상은 토요일에 오십 분 동안 전화 통화를 했다고 보좌관이 기자들에게 말했다."),
    ];
    for (label, text) in texts {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("an encoding");
        let bytes = encoding.encode(text).0.into_owned();
        assert_eq!(read(bytes.clone(), Path::new("a.txt")).expect("a text").text, text, "{label} is detected");
        let told = Wishes { encoding: Some(label.parse().expect("known")), ..Wishes::default() };
        let parts = read_all(bytes, Path::new("a.txt"), &told);
        assert_eq!(parts[0].result.as_ref().map(|document| document.text.as_str()), Ok(text), "{label} is told");
    }
    let text = "Fünfzig Minuten, 両首脳";
    let utf32 = |bytes: fn(u32) -> [u8; 4], mark: bool| -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        mark.into_iter().chain(text.chars()).flat_map(|c| bytes(c as u32)).collect()
    };
    for mark in [true, false] {
        for bytes in [utf32(u32::to_le_bytes, mark), utf32(u32::to_be_bytes, mark)] {
            assert_eq!(read(bytes, Path::new("a")).expect("a text").text, text, "UTF-32, mark {mark}");
        }
    }
    assert!("klingon".parse::<parallax::source::Charset>().is_err());
}

const STORY: &str = "The two leaders spoke for fifty minutes on Saturday, the palace said. Nobody had expected them to speak at all. \
    Both sides agreed to send their envoys to Ostrava after June 22, the aide added. The date was not confirmed by the ministry.";

#[test]
fn copies_are_told_and_count_once() {
    let edited = STORY.replace("Nobody had", "Few had") + " An update adds this sentence at the end.";
    let other = "Envoys of both sides will meet in Ostrava on Monday, the ministry said, to talk about the harbour dispute. Nothing \
        will be signed. Fishing rights are not on the agenda, and neither is the lighthouse, whose keeper has asked for oil.";
    let folder = folder(&[
        ("1.txt", STORY),
        ("2.txt", &format!("{STORY}\n\nAdvertisement\n")),
        ("3.txt", &edited),
        ("4.txt", other),
    ]);
    let corpus = loaded(&folder, &["{}"], &Wishes::default());
    let copies: Vec<_> = corpus.sources.iter().map(|source| source.copy).collect();
    assert_eq!(copies, [None, Some(Copy::Same(SourceId(0))), Some(Copy::Edited(SourceId(0))), None]);
    let all = || corpus.sources.iter().map(|source| source.id);
    assert_eq!((corpus.accounts(all()), corpus.accounts(all().take(3))), (2, 1));
    let versions = loaded(&folder, &["{}/1.txt", "{}/3.txt"], &Wishes::default());
    assert_eq!(
        versions.accounts(versions.sources.iter().map(|source| source.id)),
        2,
        "versions alone are what is compared"
    );
}

#[test]
fn what_repeats_over_a_site_is_learnt() {
    let furniture = "Harbour Gazette brings you the news of both shores every morning.";
    let page = |number: usize| {
        let own = format!(
            "Report number {number} tells of {number} ships that nobody had seen before in the harbour of Ostrava."
        );
        let shared = "The two leaders had spoken before.";
        format!(
            "---\ntitle: Report {number}\noutlet: Gazette\n---\n\n{own}\n\n{}\n\n{furniture}\n",
            if number < 2 { shared } else { "" }
        )
    };
    let pages: Vec<(String, String)> = (0..5).map(|number| (format!("{number}.md"), page(number))).collect();
    let files: Vec<(&str, &str)> = pages.iter().map(|(name, page)| (name.as_str(), page.as_str())).collect();
    let corpus = loaded(&folder(&files), &["{}"], &Wishes::default());
    for source in &corpus.sources {
        let parts: Vec<_> = source.boilerplate.iter().map(|part| (source.text.slice(part.range), part.kind)).collect();
        assert_eq!(parts, [(furniture, BoilerplateKind::Repeated)], "{}", source.meta.path);
    }
}

#[test]
fn a_folder_says_what_its_files_do_not() {
    let said = "[[note]]\nnote = \"of a reader\"\n[source.\"*\"]\noutlet = \"Gazette\"\n[source.\"deep/*.txt\"]\noutlet = \"Lighthouse\"\n\
        [source.\"a.txt\"]\ntitle = \"Told\"\ndate = 2025-06-14\nlanguage = \"de\"\n";
    let files = [
        ("parallax.toml", said),
        ("a.txt", STORY),
        ("deep/b.txt", STORY),
        ("wrong/parallax.toml", "[source.\"c.txt\"]\noutlook = \"x\"\n"),
        ("wrong/c.txt", STORY),
    ];
    let folder = folder(&files);
    let corpus = loaded(&folder, &["{}"], &Wishes::default());
    let [a, b, c] = corpus.sources.as_slice() else { panic!("three sources") };
    assert_eq!(a.meta.title.as_deref(), Some("Told"));
    assert_eq!(a.meta.date.map(|date| date.to_string()).as_deref(), Some("2025-06-14"));
    assert_eq!(a.text.language().tag(), Some("de"));
    let outlets = [a, b, c].map(|source| source.meta.outlet.as_deref());
    assert_eq!(outlets, [Some("Gazette"), Some("Lighthouse"), Some("Gazette")]);
    assert_eq!(corpus.rejected.len(), 1, "{:?}", corpus.rejected);
    assert!(corpus.rejected[0].reason.to_string().contains("outlook"), "{:?}", corpus.rejected);
    // One file of a folder that was named, as a story is opened.
    let (top, file) = (folder.path().to_owned(), folder.path().join("deep/b.txt"));
    let corpus = load_some((&[file], &[top]), &|_| true, &Wishes::default(), &Monitor::default()).expect("loaded");
    assert_eq!(corpus.sources[0].meta.outlet.as_deref(), Some("Lighthouse"));
}

fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file(name, options).expect("begun");
    writer.write_all(content).expect("written");
    writer.finish().expect("ended").into_inner()
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(content).expect("written");
    writer.finish().expect("ended")
}

/// Whether a reason is the one expected.
type Expected = fn(&Reason) -> bool;

#[test]
fn hostile_files_end_in_a_reason() {
    let blanks = vec![b' '; 40 << 20];
    let nested = |times: usize| (0..times).fold(STORY.as_bytes().to_vec(), |inner, _| zipped("a.zip", &inner));
    let laughs = |depth: usize| {
        let entity = |level: usize| format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10));
        let entities: String = (1..depth).map(entity).collect();
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE TEI [<!ENTITY a0 \"ha\">{entities}]><TEI><text><p>&a{};</p></text></TEI>",
            depth - 1
        )
    };
    let deep = format!("<TEI>{}x{}</TEI>", "<p>".repeat(50_000), "</p>".repeat(50_000));
    let cases: [(&str, Vec<u8>, Expected); 9] = [
        ("a zip bomb", zipped("a.txt", &blanks), |reason| *reason == Reason::Bomb),
        ("a gzip bomb", gzipped(&blanks), |reason| *reason == Reason::Bomb),
        ("a bomb in a document", zipped("word/document.xml", &blanks), |reason| *reason == Reason::Bomb),
        ("archives in archives", nested(8), |reason| *reason == Reason::TooDeep),
        ("entities of entities", laughs(12).into(), |reason| matches!(reason, Reason::Malformed(_) | Reason::TooLarge)),
        ("elements in elements", deep.into(), |reason| *reason == Reason::Nested),
        ("groups in groups", [b"{\\rtf1 ".to_vec(), b"{".repeat(100_000)].concat(), |reason| *reason == Reason::Nested),
        ("arrays in arrays", "[{\"a\":".repeat(50_000).into(), |reason| matches!(reason, Reason::Malformed(_))),
        ("a PDF cut off", b"%PDF-1.7\n1 0 obj\n<< /Length 99999999999 >>\nstream\n".to_vec(), |reason| {
            matches!(reason, Reason::Malformed(_) | Reason::Scanned)
        }),
    ];
    for (what, bytes, expected) in cases {
        for part in read_all(bytes, Path::new("x"), &Wishes::default()) {
            let reason = part.result.expect_err(what);
            assert!(expected(&reason), "{what}: {reason}");
        }
    }
    let two = read_all(nested(2), Path::new("x.zip"), &Wishes::default());
    assert_eq!(
        (two.len(), two[0].place.as_str(), two[0].result.is_ok()),
        (1, "a.zip#a.zip", true),
        "two deep are read"
    );
}

#[test]
fn notes_are_compared_as_text_of_their_own() {
    let page = |note: &str| {
        format!(
            "<!DOCTYPE html><article><p>The lease of the pier<a href='#n'><sup>1</sup></a> costs 950 crowns a month, and \
            nets may be dried on the eastern rail only, the harbour office said.</p><p>It ends in May, when the new quay \
            is to be opened by the mayor and the whole council.</p></article><aside id=n role=doc-footnote>{note}</aside>"
        )
    };
    let folder = folder(&[
        ("a.html", &page("Electricity is paid apart by the tenants.")),
        ("b.html", &page("Electricity is not paid apart by the tenants.")),
    ]);
    let corpus = loaded(&folder, &["{}"], &Wishes::default());
    let [note] = &corpus.sources[0].notes[..] else { panic!("{:?}", corpus.sources[0].notes) };
    let (content, at) = (corpus.sources[0].text.content(), note.at.expect("a place"));
    assert!(content.split_at(at).0.ends_with("The lease of the pier"), "{content}");
    assert_eq!(note.range.of(content), "[1] Electricity is paid apart by the tenants.");
    let comparison = compare(corpus, &Monitor::default()).expect("nobody cancels");
    let passages = comparison.alignment.parallels.iter().flat_map(|parallel| &parallel.passages);
    let notes: Vec<&str> = passages
        .filter(|passage| comparison.corpus.source(passage.source).is_note(passage.range))
        .map(|passage| comparison.corpus.source(passage.source).text.slice(passage.range))
        .collect();
    // The number is none of its words.
    assert_eq!(notes, ["Electricity is paid apart by the tenants.", "Electricity is not paid apart by the tenants."]);
    let discrepancies: Vec<_> = comparison.discrepancies.iter().flatten().map(|one| one.kind.name()).collect();
    assert_eq!(discrepancies, ["negation"]);
    let labels = Labels::of(&comparison);
    let last = comparison.alignment.parallels.len() - 1;
    assert!(labels.get(last).starts_with("note: "), "{}", labels.get(last));
}
