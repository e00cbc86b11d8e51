// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A server's certificate in words, for whoever has to find out why it is not trusted.
#pragma once

#include <QSslCertificate>
#include <QString>

namespace lockmaster {

/// `it shows the certificate of "db1" (names: db1, db1.example.com), issued by "Example CA", valid until 2026-12-30`, plain
/// text. Empty when there is none.
QString certificateText(const QSslCertificate &certificate);

} // namespace lockmaster
