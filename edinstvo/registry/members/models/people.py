"""People: the rows as they are known today, the versions known before, and every key a person is found under."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """As the statistical reports count it."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")


class PersonFields(models.Model):
    """What is known of a person. Every name is kept as the person writes it; the keys are folded copies."""

    last_name = models.CharField(max_length=100, blank=True)
    first_name = models.CharField(max_length=100)
    middle_name = models.CharField(max_length=100, blank=True)
    has_no_middle_name = models.BooleanField(default=False)
    name_key = models.TextField(db_collation="C")
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    snils = models.CharField(max_length=11, blank=True)
    inn = models.CharField(max_length=12, blank=True)
    known_since = models.DateTimeField()

    class Meta:
        abstract = True


class Person(PersonFields):
    """One row however often they move, as known today. `version` guards against two people saving one record."""

    version = models.PositiveIntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, blank=True)
    # Whoever keeps the consents says it (`actions/mark_consents.py`); every stay of the person carries a copy.
    lacks_consent = models.BooleanField(default=True, db_default=True)
    # Likewise whoever keeps the cards and the bonus programme (`actions/mark_holdings.py`).
    has_plastic_card = models.BooleanField(default=False, db_default=False)
    has_virtual_card = models.BooleanField(default=False, db_default=False)
    has_bonus = models.BooleanField(default=False, db_default=False)
    # The keys of all aliases, as `rules.joined_keys` writes them (`actions/spread_other_keys.py`); copied alike.
    other_keys = models.TextField(blank=True, default="", db_default="", db_collation="C")
    # When a former member's contacts, and what else the archive does not keep, were removed; a later edit begins anew.
    contacts_removed_at = models.DateTimeField(null=True, blank=True)
    particulars_removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "birth_date"], name="person_by_name_and_birth"),
            models.Index(fields=["snils"], condition=~Q(snils=""), name="person_by_snils"),
            models.Index(fields=["batch_id"], condition=Q(batch_id__isnull=False), name="person_by_batch"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(first_name=""), name="person_has_a_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Surname, name and patronymic in the order of a list."""
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)


class PersonVersion(PersonFields):
    """What was known of a person until `known_until`; only ever added."""

    person_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    known_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "known_since"], name="versions_of_a_person")]

    def __str__(self) -> str:
        return f"person {self.person_id}, version {self.version}"


class NameAlias(models.Model):
    """Another key a person is found under: a former name, a later part of a double surname, or the name that a second
    row of the same person bore."""

    class Kind(models.TextChoices):
        FORMER = "former", _("former name")
        PART = "part", _("part of a double surname")
        MERGED = "merged", _("name of a merged record")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=302)
    key = models.TextField(db_collation="C")
    # The first day of the next name, where somebody said it.
    until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["key", "person"], name="alias_by_key")]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="one_alias_of_a_person")]

    def __str__(self) -> str:
        return self.name


class SurnameDeletion(models.Model):
    """The dictionary of typos: each surname, and each word of it, under itself and under each loss of one letter."""

    deletion = models.TextField(db_collation="C")
    surname = models.TextField(db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deletion", "surname"], name="one_deletion_of_a_surname")]

    def __str__(self) -> str:
        return f"{self.deletion} of {self.surname}"
