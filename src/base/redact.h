// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets stay in. Known secrets and the places where secrets stand in SQL are masked in every outgoing text.
// Thread-safe: the list of known secrets is the one shared, mutable thing here (house rule: mutexes live in base).
#pragma once

#include <QString>

namespace lockmaster {

/// What stands in the place of a secret.
QString maskedWord();

/// From now on `secret` (and its URL-encoded form) is masked in all texts that pass through redact().
/// Secrets shorter than 4 characters would mask ordinary words and are not registered.
void registerSecret(const QString &secret);

/// `text` with every registered secret replaced by "‹secret›", and passwords in URLs and key=value pairs masked.
QString redact(const QString &text);

/// A statement as it may be shown live: literals of PASSWORD, CONNECTION and OPTIONS clauses (ALTER ROLE, CREATE
/// SUBSCRIPTION, CREATE USER MAPPING, dblink, …) masked, everything else untouched.
QString maskStatementSecrets(const QString &sql);

/// A statement as it may be stored or exported: every literal (strings of all kinds, numbers) replaced by "?".
QString maskLiterals(const QString &sql);

} // namespace lockmaster
