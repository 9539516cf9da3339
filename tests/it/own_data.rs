//! Users' own data: added to the dataset, replacing it, correcting it, from every place it can come from.

use crate::support::{certcmp, file, folder, line};

#[test]
fn an_amendment_corrects_only_what_it_holds() {
    let document = line("show pmle --data tests/own-data/amends.yaml --fields price,duration").json();
    let record = &document["certifications"][0];
    assert_eq!((&record["price_usd"], &record["duration_minutes"]["max"]), (&220.into(), &120.into()));
    let disputed = record["evidence"]["price_usd"]["disputed"].as_array().unwrap();
    let said: Vec<u64> = disputed.iter().map(|claim| claim["value"].as_u64().unwrap()).collect();
    assert_eq!(said, [200, 125], "what the dataset said stays beside the correction");
}

/// The data folder, then `CERTCMP_DATA`, then `--data`: the later one wins.
#[test]
fn places_are_ranked() {
    let home = folder("own-data-ranks");
    let price =
        |usd: u32| format!("amends: pmle\nprice: {{ value: {usd} USD, support: official, sources: [csl-pmle] }}\n");
    let xdg = home.join("certcmp");
    std::fs::create_dir_all(&xdg).unwrap();
    std::fs::write(xdg.join("a.yaml"), price(1)).unwrap();
    std::fs::write(home.join("variable.yaml"), price(2)).unwrap();
    std::fs::write(home.join("option.yaml"), price(3)).unwrap();
    let variable = home.join("variable.yaml");
    let option = home.join("option.yaml");
    let asked = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut run = certcmp(&[&["show", "pmle", "--quiet", "--fields", "price"], arguments].concat());
        for (name, value) in variables {
            run = run.variable(name, value);
        }
        run.json()["certifications"][0]["price_usd"].as_u64().unwrap()
    };
    let xdg = ("XDG_DATA_HOME", home.to_str().unwrap());
    let named = ("CERTCMP_DATA", variable.to_str().unwrap());
    assert_eq!(asked(&[], &[]), 200);
    assert_eq!(asked(&[], &[xdg]), 1);
    assert_eq!(asked(&[], &[xdg, named]), 2);
    assert_eq!(asked(&["--data", option.to_str().unwrap()], &[xdg, named]), 3);
}

/// A source that nothing cites is a fault for `check`, not a reason to refuse an answer.
#[test]
fn an_unused_source_is_for_check_alone() {
    let path = "tests/bad-data/unused-source.yaml";
    assert_eq!(certcmp(&["list", "--data", path, "--quiet"]).run().code, 0);
    assert_eq!(certcmp(&["check", path]).run().code, 1);
}

#[test]
fn a_record_without_sittings_is_of_unknown_standing() {
    let text = "id: xyz-101\nprovider: aws\ntrack: data\nname: { value: X, support: official, sources: [aws-faq] }\n";
    let path = file("own-data-no-sittings", text);
    let text =
        certcmp(&["compare", "xyz-101", "--data", path.to_str().unwrap(), "--fields", "status", "--format", "plain"])
            .stdout();
    assert!(text.contains("Available: not known for English"), "{text}");
}
