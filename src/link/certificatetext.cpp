// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/certificatetext.h"

#include <QDateTime>
#include <QStringList>

#include "base/text.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestName = 80;
constexpr qsizetype kMostNames = 5;

QString nameOf(const QString &name)
{
    return u'"' + elided(plainLine(name), kLongestName) + u'"';
}

/// The names and addresses it is good for; without any its common name counts for nothing.
QString namesOf(const QSslCertificate &certificate)
{
    QStringList names;
    for (const QString &name : certificate.subjectAlternativeNames())
        names << elided(plainLine(name), kLongestName);
    if (names.isEmpty())
        return u"no names"_s;
    if (names.size() > kMostNames)
        names = names.first(kMostNames) << u"…"_s;
    return u"names: "_s + names.join(u", "_s);
}

} // namespace

QString certificateText(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    const QString issuer =
        certificate.isSelfSigned() ? u"signed by itself"_s : u"issued by "_s + nameOf(certificate.issuerDisplayName());
    return u"it shows the certificate of %1 (%2), %3, valid until %4"_s.arg(
        nameOf(certificate.subjectDisplayName()), namesOf(certificate), issuer,
        certificate.expiryDate().toUTC().date().toString(Qt::ISODate));
}

} // namespace lockmaster
