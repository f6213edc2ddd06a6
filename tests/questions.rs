//! Questions that nobody thought of: whatever comes in, what goes out keeps to the contract.

use fake::rand::SeedableRng;
use fake::rand::rngs::StdRng;
use fake::{Fake, Faker};
use fieldlab_testkit::{
    BagQuestion, BrpQuestion, BrpSisterQuestion, KvkQuestion, LocatieserverQuestion, TestLab,
};

#[test]
fn no_question_to_the_brp_breaks_the_contract_or_the_server() {
    let lab = TestLab::start();
    let mut rng = StdRng::seed_from_u64(1);
    let mut answered = 0;
    for _ in 0..2_000 {
        let BrpQuestion(body) = Faker.fake_with_rng(&mut rng);
        let answer = lab.post("/haalcentraal/api/brp/personen", &body);
        assert!(
            matches!(answer.status, 200 | 400),
            "{}: {body}",
            answer.status
        );
        answered += usize::from(answer.status == 200);
    }
    assert!(answered > 200, "only {answered} questions were right");
}

#[test]
fn no_question_to_the_sisters_of_the_brp_breaks_the_contract_or_the_server() {
    let lab = TestLab::start();
    let mut rng = StdRng::seed_from_u64(3);
    let mut answered = 0;
    for _ in 0..2_000 {
        let BrpSisterQuestion(path, body) = Faker.fake_with_rng(&mut rng);
        let answer = lab.post(path, &body);
        assert!(
            matches!(answer.status, 200 | 400),
            "{}: {path} {body}",
            answer.status
        );
        answered += usize::from(answer.status == 200);
    }
    assert!(answered > 500, "only {answered} questions were right");
}

#[test]
fn no_question_to_the_bag_breaks_the_contract_or_the_server() {
    let lab = TestLab::start();
    let mut rng = StdRng::seed_from_u64(2);
    let mut answered = 0;
    for _ in 0..2_000 {
        let BagQuestion(target) = Faker.fake_with_rng(&mut rng);
        let answer = lab.get(&format!("/lvbag/individuelebevragingen/v2{target}"));
        assert!(answer.status < 500, "{}: {target}", answer.status);
        answered += usize::from(answer.status == 200);
    }
    assert!(answered > 50, "only {answered} questions were right");
}

#[test]
fn no_question_to_the_kvk_breaks_the_contract_or_the_server() {
    let lab = TestLab::start();
    let mut rng = StdRng::seed_from_u64(5);
    let mut answered = 0;
    for _ in 0..2_000 {
        let KvkQuestion(target) = Faker.fake_with_rng(&mut rng);
        let answer = lab.get(&target);
        assert!(
            matches!(answer.status, 200 | 400 | 404),
            "{}: {target}",
            answer.status
        );
        answered += usize::from(answer.status == 200);
    }
    assert!(answered > 200, "only {answered} questions were right");
}

#[test]
fn no_question_to_the_locatieserver_breaks_the_contract_or_the_server() {
    let lab = TestLab::start();
    let mut rng = StdRng::seed_from_u64(4);
    let mut answered = 0;
    for _ in 0..2_000 {
        let LocatieserverQuestion(target) = Faker.fake_with_rng(&mut rng);
        let answer = lab.get(&format!("/bzk/locatieserver/search/v3_1{target}"));
        assert!(
            matches!(answer.status, 200 | 400),
            "{}: {target}",
            answer.status
        );
        answered += usize::from(answer.status == 200);
    }
    assert!(answered > 300, "only {answered} questions were right");
}
