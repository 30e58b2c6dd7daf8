//! What a store must keep to, whichever database it stands on: one function for each
//! clause, and [`store_contract!`] to make them the tests of one store.

pub mod accounts;
pub mod applications;
pub mod blobs;
pub mod catalogues;
pub mod clocks;
pub mod documents;
pub mod gateways;
pub mod leases;
pub mod lives;
pub mod rescues;
pub mod transactions;
pub mod webhooks;

use linli_domain::{
    access::Writer,
    document::DocKind,
    id::{AreaId, DeviceId, DocId, PersonId},
    role::{Role, Scope},
    time::Timestamp,
};
use linli_replica::{
    exchange::DeviceCard,
    keys::SecretKey,
    signed::{Hash, SignedChange},
};
use linli_server::store::{
    AccountId, Appended, NewChange, ReadTx, Seq, Store, StoreError, TokenHash, WriteTx,
};
use std::{collections::BTreeSet, path::Path, sync::Arc};
use tempfile::TempDir;

/// Opens the store at a path, and makes it where nothing is there. Also opens what
/// [`Store::backup`] wrote to that path.
pub type Open = fn(&Path) -> Arc<dyn Store>;

/// Makes a test of each clause for the store that the function at `$open` opens.
macro_rules! store_contract {
    ($open:path) => {
        store_contract! { $open;
            accounts:
                accounts_are_found_by_person_and_listed_in_order,
                a_person_has_one_account_in_a_role,
                what_changes_of_an_account_is_kept,
                forgotten_codes_are_those_of_one_account,
                a_persons_devices_are_those_of_all_their_roles,
                an_account_without_a_name_is_named_once,
                a_first_token_is_given_once_and_not_to_a_revoked_device,
                a_code_is_found_until_it_is_forgotten,
                devices_are_found_by_id_and_token_in_the_order_of_enrolment,
                a_new_token_replaces_the_old_one,
                a_device_is_revoked_once;
            documents:
                changes_get_rising_numbers_and_are_kept_as_signed,
                places_in_the_feed_have_hashes,
                what_cannot_follow_is_not_appended,
                how_much_each_wrote_in_a_document_is_known,
                what_each_used_is_counted_for_their_last_day_only,
                a_newer_snapshot_stays,
                a_document_is_loaded_from_its_snapshot_and_what_follows,
                scopes_are_granted_lost_and_granted_again,
                documents_of_a_scope_come_in_the_order_of_their_last_change,
                who_wrote_and_who_may_read_is_known_of_each_document,
                a_signature_is_added_only_where_none_is,
                a_change_is_written_again_in_its_place;
            applications:
                an_application_is_found_by_its_number,
                two_applications_never_share_a_number,
                applications_lapse_at_their_time;
            leases:
                a_lease_ends_after_its_time,
                what_each_gave_back_is_known_for_a_day;
            rescues: what_was_handed_over_is_kept_once_until_it_is_removed;
            lives: a_life_goes_on_until_another_begins;
            blobs:
                a_photo_comes_in_pieces_and_is_read_across_them,
                a_photo_begun_anew_has_nothing_of_the_old_one,
                only_who_may_read_the_document_finds_its_photo,
                references_are_set_as_a_whole,
                a_photo_that_nobody_holds_is_swept_after_its_time,
                each_resident_has_a_copy_of_their_own;
            gateways:
                a_gateway_is_found_by_its_token,
                a_response_is_found_until_it_is_forgotten;
            webhooks:
                webhooks_are_listed_by_office_in_the_order_of_adding,
                a_removed_webhook_takes_its_deliveries_with_it,
                deliveries_come_in_the_order_of_their_application,
                a_failed_attempt_waits_and_the_last_one_makes_a_dead_letter,
                dead_letters_are_listed_by_office,
                a_delivery_is_retried_for_its_own_office_only,
                all_dead_letters_are_retried_together;
            catalogues: every_catalogue_stays_and_the_last_one_is_known;
            clocks: the_latest_time_is_kept_and_never_goes_back;
            transactions:
                a_transaction_is_all_or_nothing,
                a_transaction_that_panics_leaves_nothing_and_the_store_goes_on,
                what_is_rolled_back_to_a_savepoint_takes_nothing_else_with_it,
                a_view_does_not_change_while_it_is_read,
                a_reader_never_sees_a_number_with_a_gap_below_it,
                everything_is_there_after_opening_again_and_in_a_backup,
                folded_it_is_one_file_that_can_be_copied_alone,
                damage_on_the_disk_is_found_while_the_store_is_in_use;
        }
    };
    ($open:path; $($group:ident: $($clause:ident),+;)+) => {$(
        mod $group {
            $(#[test]
            fn $clause() {
                let case = $crate::contract::Case::new($open);
                $crate::contract::$group::$clause(&case);
            })+
        }
    )+};
}

pub const WANG: PersonId = PersonId([1; 16]);
pub const LIN: PersonId = PersonId([2; 16]);
pub const DEVICE: DeviceId = DeviceId([3; 16]);
pub const TOKEN: TokenHash = TokenHash([9; 32]);

/// A store with one account, Wang's, and her device.
pub struct Case {
    pub folder: TempDir,
    pub open: Open,
    pub store: Arc<dyn Store>,
    pub account: AccountId,
}

impl Case {
    pub fn new(open: Open) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("store"));
        let account = store.write(|tx| {
            let writer = writer(WANG, Role::Resident);
            let account = tx.add_account(&writer, &area(), "王秀英 Wang Xiuying")?;
            let card = DeviceCard::sign(&key(), DEVICE, key().public(), writer);
            tx.put_device(&card, account.id, Some(TOKEN), Timestamp(5))?;
            Ok(account.id)
        });
        Self {
            account: account.unwrap(),
            folder,
            open,
            store,
        }
    }

    /// The same store, opened once more.
    pub fn other(&self) -> Arc<dyn Store> {
        (self.open)(&self.folder.path().join("store"))
    }

    #[track_caller]
    pub fn read<T>(&self, work: impl FnOnce(&dyn ReadTx) -> Result<T, StoreError>) -> T {
        self.store.read(work).unwrap()
    }

    #[track_caller]
    pub fn write<T>(&self, work: impl FnOnce(&mut dyn WriteTx) -> Result<T, StoreError>) -> T {
        self.store.write(work).unwrap()
    }

    /// Appends the first change of a document.
    #[track_caller]
    pub fn begin(&self, doc: u8) -> DocId {
        self.write(|tx| append(tx, doc, 1));
        DocId([doc; 16])
    }
}

pub fn area() -> AreaId {
    AreaId("a".to_owned())
}

/// The key of Wang's device, of the centre and of everyone.
pub fn key() -> SecretKey {
    SecretKey::from_seed([5; 32])
}

pub fn writer(person: PersonId, role: Role) -> Writer {
    Writer {
        person,
        role,
        scopes: BTreeSet::from([Scope::Person(person), Scope::Area(area())]),
    }
}

pub fn signed(doc: u8, number: u64) -> SignedChange {
    let doc = DocId([doc; 16]);
    let bytes = [doc.0.as_slice(), &number.to_be_bytes()].concat();
    SignedChange::sign(&key(), DEVICE, doc, bytes)
}

/// A hash as good as any: the change's own bytes, which differ within the first 32.
pub fn hash(signed: &SignedChange) -> Hash {
    if let Ok(read) = signed.read() {
        return read.hash;
    }
    let mut hash = [0; 32];
    hash.iter_mut()
        .zip(&signed.change)
        .for_each(|(to, from)| *to = *from);
    Hash(hash)
}

/// Appends change number `number` of the document `doc`; the first begins it.
pub fn append(tx: &mut dyn WriteTx, doc: u8, number: u64) -> Result<Seq, StoreError> {
    Ok(append_as(tx, &signed(doc, number), number, number == 1)?.seq)
}

pub fn append_as(
    tx: &mut dyn WriteTx,
    signed: &SignedChange,
    actor_seq: u64,
    begins: bool,
) -> Result<Appended, StoreError> {
    append_new(tx, signed, (actor_seq, begins), Timestamp(7))
}

/// A change that came at that time.
pub fn append_at(
    tx: &mut dyn WriteTx,
    doc: u8,
    number: u64,
    at: Timestamp,
) -> Result<Appended, StoreError> {
    append_new(tx, &signed(doc, number), (number, number == 1), at)
}

fn append_new(
    tx: &mut dyn WriteTx,
    signed: &SignedChange,
    (actor_seq, begins): (u64, bool),
    at: Timestamp,
) -> Result<Appended, StoreError> {
    tx.append(&NewChange {
        signed,
        hash: hash(signed),
        incarnation: 1,
        actor_seq,
        begins: begins.then_some(DocKind::Care),
        at,
    })
}
