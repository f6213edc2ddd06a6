use super::*;

fn rules(path: &str, text: &str) -> Vec<(&'static str, u64)> {
    scan(path, text)
        .hits
        .iter()
        .map(|hit| (hit.rule, hit.line))
        .collect()
}

#[test]
fn secrets_are_found_and_placeholders_are_not() {
    // Put together here, so that this file holds none.
    let github = format!("x\ntoken = 'ghp_{}'\n", "a1B2c3D4e5F6".repeat(3));
    assert_eq!(rules("a.py", &github), [("CC11", 2)]);
    let key = format!("-----BEGIN RSA {} KEY-----\n", "PRIVATE");
    assert_eq!(rules("k.pem", &key), [("CC11", 1)]);
    assert_eq!(rules("a.env", "DB_PASSWORD=q7Zp2mK9wX4v\n"), [("CC11", 1)]);
    assert_eq!(
        rules("a.py", "URL = 'postgresql://app:q7Zp2mK9@db/x'\n"),
        [("CC11", 1)]
    );
    for fine in [
        "PASSWORD=\n",
        "API_KEY=fieldlab\n",
        "password: ${DB_PASSWORD}\n",
        "secret = os.environ['SECRET_KEY_123456']\n",
        "postgresql://app:postgres@db/x\n",
        "client_secret = settings.client_secret_v2\n",
        "http://example.org:8080/a@b\n",
    ] {
        assert_eq!(rules("a.txt", fine), [], "{fine}");
    }
}

#[test]
fn a_number_of_a_person_is_told_from_other_numbers() {
    assert_eq!(rules("a.json", "{\"bsn\": \"123456782\"}"), [("CC11", 1)]);
    assert_eq!(
        rules("a.csv", "bsn;naam\n123456782;Jansen\n"),
        [("CC11", 2)]
    );
    for fine in [
        "{\"bsn\": \"999990019\"}",
        "{\"bsn\": \"123456789\"}",
        "{\"nummer\": \"123456782\"}",
        "bsn: 0.123456782",
        "bsn\nrsin: 123456782",
        "bsn 1234567820",
    ] {
        assert_eq!(rules("a.txt", fine), [], "{fine}");
    }
    assert_eq!(rules("a.txt", "NL91ABNA0417164300"), []);
    assert_eq!(rules("a.txt", "NL20INGB0001234567"), [("CC11", 1)]);
}

#[test]
fn a_number_in_a_log_line_or_an_address_is_found() {
    for bad in [
        "logger.info(f\"zoekt {bsn}\")",
        "tracing::info!(%burgerservicenummer, \"zoekt\");",
        "console.log('zoekt', aanvragerBsn);",
        "url = f\"/personen?bsn={bsn}\"",
        "app.get('/personen/:bsn', f)",
    ] {
        assert_eq!(rules("src/a.ts", bad), [("CC52", 1)], "{bad}");
    }
    for fine in [
        "logger.info(\"geen bsn in de vraag\")",
        "// console.log(bsn)",
        "vraag({ bsn })",
    ] {
        assert_eq!(rules("src/a.ts", fine), [], "{fine}");
    }
    assert_eq!(rules("tests/a.ts", "console.log(bsn)"), []);
}

#[test]
fn a_table_of_people_is_seen() {
    let table = "-- x\nCREATE TABLE personen (bsn text, geslachtsnaam text);\n";
    assert_eq!(scan("m/1.sql", table).person_table, Some(2));
    let model = "class A(models.Model):\n    bsn = C()\n    achternaam = C()\n";
    assert_eq!(scan("m.py", model).person_table, Some(1));
    let apart = "class A(models.Model):\n    bsn = C()\n\nclass B(models.Model):\n    naam = C()\n";
    assert_eq!(scan("m.py", apart).person_table, None);
}

#[test]
fn a_page_that_asks_another_host_is_seen() {
    let page = "<html lang=\"nl\">\n<script src=\"https://cdn.example/x.js\"></script>";
    assert_eq!(scan("a.html", page).other_host.unwrap().0, 2);
    let own = "<html lang=\"nl\"><link rel=\"canonical\" href=\"https://example.org/\"><a href=\"https://x.nl\">";
    assert!(scan("a.html", own).other_host.is_none());
    assert_eq!(scan("a.html", "<!doctype html>\n<html>").not_dutch, Some(2));
}
